INSERT INTO insp_decision (case_id, id, ordinal, number, kind, outcome, content, legal_basis, taken_on, taken_by, replaces, run_no, amount,
  state, changes)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
