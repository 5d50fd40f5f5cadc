SELECT coalesce(max(seq), 0) FROM insp_amendment_event WHERE case_id = ? AND amendment_id = ?
