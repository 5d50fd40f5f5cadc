UPDATE insp_reg_index SET is_current = 1 WHERE index_id = ?
