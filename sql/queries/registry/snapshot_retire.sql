UPDATE insp_reg_snapshot SET is_current = 0 WHERE source = ? AND is_current = 1
