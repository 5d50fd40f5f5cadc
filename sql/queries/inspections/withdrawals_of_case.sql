SELECT id, state, reason, asked_at, asked_by, refusal, decided_at, decided_by, version, ground
FROM insp_withdrawal WHERE case_id = ? ORDER BY asked_at, id
