SELECT period_to FROM insp_reg_snapshot WHERE source = ? AND is_current = 1
