SELECT s.snapshot_id, s.source FROM insp_reg_snapshot s
WHERE s.is_current = 1 AND NOT EXISTS (SELECT 1 FROM insp_imp_load l WHERE l.snapshot_id = s.snapshot_id)
  AND NOT EXISTS (SELECT 1 FROM insp_imp_figure f WHERE f.load_id = s.snapshot_id)
