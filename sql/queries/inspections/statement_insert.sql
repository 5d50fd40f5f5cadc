INSERT INTO insp_statement (case_id, id, visit_id, person, position, content, given_at, taken_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
