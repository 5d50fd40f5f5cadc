SELECT files FROM insp_case_count WHERE territory = ? AND state = ? AND part = ?
