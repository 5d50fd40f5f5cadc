INSERT INTO insp_case_member (case_id, id, user_id, role, since, assigned_by) VALUES (?, ?, ?, ?, ?, ?)
