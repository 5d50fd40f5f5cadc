INSERT INTO insp_grant (case_id, id, user_id, labour_unit, reason, opened_at) VALUES (?, ?, ?, ?, ?, ?)
