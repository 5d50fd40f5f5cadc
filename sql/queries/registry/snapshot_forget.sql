DELETE FROM insp_reg_snapshot WHERE source = ?
