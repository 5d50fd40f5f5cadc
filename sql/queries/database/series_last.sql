SELECT last_number FROM insp_number_series WHERE kind = ? AND office = ? AND year = ?
