INSERT INTO insp_decision_state (case_id, decision_id, seq, event, state, stayed, in_part, amount, since_day, changed_at, changed_by,
  cause_id, document_id, legal_basis, reason)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
