SELECT event, state, at, by_user, reason, reason_en FROM insp_amendment_event WHERE case_id = ? AND amendment_id = ? ORDER BY seq
