INSERT INTO insp_withdrawal (case_id, id, state, reason, asked_at, asked_by, ground, version) VALUES (?, ?, 'asked', ?, ?, ?, ?, 1)
