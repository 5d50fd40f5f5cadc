SELECT snapshot_id, row_count, is_current, as_of FROM insp_reg_snapshot WHERE source = ? AND sha256 = ?
