INSERT INTO insp_visit (case_id, id, number, kind, state, planned_for, started_at, place, employer_signature, created_by, version)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
