SELECT id, number, kind, outcome, content, legal_basis, taken_on, taken_by, replaces, run_no, amount, state, stayed, in_part, changes
FROM insp_decision WHERE case_id = ? ORDER BY ordinal, id
