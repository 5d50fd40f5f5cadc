INSERT INTO insp_amendment_sent (case_id, amendment_id, batch, seq, change_key, outcome, reference) VALUES (?, ?, ?, ?, ?, '', '')
