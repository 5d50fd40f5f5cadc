SELECT id, person, position, content, given_at, taken_by FROM insp_statement WHERE case_id = ? AND visit_id = ? ORDER BY id
