SELECT decision_id, seq, event, state, stayed, in_part, amount, since_day, changed_at, changed_by, cause_id, document_id, legal_basis, reason
FROM insp_decision_state WHERE case_id = ? ORDER BY decision_id, seq
