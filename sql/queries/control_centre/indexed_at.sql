SELECT built_at FROM insp_reg_index WHERE is_current = 1
