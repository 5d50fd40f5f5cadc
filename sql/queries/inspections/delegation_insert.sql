INSERT INTO insp_delegation (case_id, id, task, held_by, given_to, reason, given_at, given_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
