SELECT id, kind, state, reason, entry, asked_at, asked_by, refusal, decided_at, decided_by, version
FROM insp_rework WHERE case_id = ? ORDER BY asked_at, id
