INSERT INTO insp_decision (case_id, id, number, kind, outcome, content, legal_basis, taken_on, taken_by, replaces) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
