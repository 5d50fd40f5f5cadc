DELETE FROM insp_blob WHERE id = ? AND sha256 IS NULL
