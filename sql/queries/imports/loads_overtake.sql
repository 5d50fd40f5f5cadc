UPDATE insp_imp_load SET state = 'former', version = version + 1 WHERE source = ? AND state = 'current'
  AND snapshot_id IN (SELECT snapshot_id FROM insp_reg_snapshot WHERE is_current = 0)
