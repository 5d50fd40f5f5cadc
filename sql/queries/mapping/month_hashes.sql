SELECT row_hash FROM insp_copy_contribution WHERE month = ?
