DELETE FROM insp_reg_snapshot WHERE snapshot_id = ?
