SELECT l.source FROM insp_imp_load l JOIN insp_reg_snapshot s ON s.snapshot_id = l.snapshot_id WHERE l.state = 'current' AND s.is_current = 0
