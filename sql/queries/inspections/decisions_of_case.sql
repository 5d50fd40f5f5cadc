SELECT id, number, kind, outcome, content, legal_basis, taken_on, taken_by, replaces FROM insp_decision WHERE case_id = ? ORDER BY id
