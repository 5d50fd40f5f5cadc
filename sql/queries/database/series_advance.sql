UPDATE insp_number_series SET last_number = last_number + 1 WHERE kind = ? AND office = ? AND year = ?
