INSERT INTO insp_amendment_event (case_id, amendment_id, seq, event, state, at, by_user, reason, reason_en)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
