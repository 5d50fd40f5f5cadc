SELECT count(*) FROM insp_reg_snapshot WHERE source = ? AND is_current = 1
