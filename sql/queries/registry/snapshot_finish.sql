UPDATE insp_reg_snapshot SET sha256 = ?, row_count = ?, period_from = ?, period_to = ? WHERE snapshot_id = ?
