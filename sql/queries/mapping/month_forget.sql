DELETE FROM insp_copy_contribution WHERE month = ?
