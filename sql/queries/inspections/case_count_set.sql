UPDATE insp_case_count SET files = ? WHERE territory = ? AND state = ? AND part = ?
