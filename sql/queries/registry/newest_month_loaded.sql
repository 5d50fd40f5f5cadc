SELECT period_to FROM insp_reg_snapshot WHERE source = 'contribution' AND is_current = 1
