INSERT INTO insp_rework (case_id, id, kind, state, reason, entry, asked_at, asked_by, version) VALUES (?, ?, ?, 'asked', ?, ?, ?, ?, 1)
