UPDATE insp_case_count SET files = files + ? WHERE territory = ? AND state = ? AND part = ?
