UPDATE insp_reg_snapshot SET is_current = 1 WHERE snapshot_id = ?
