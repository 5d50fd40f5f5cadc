UPDATE insp_reg_snapshot SET row_count = row_count + 1, sha256 = ? WHERE snapshot_id = ?
