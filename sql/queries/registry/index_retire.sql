UPDATE insp_reg_index SET is_current = 0 WHERE is_current = 1
