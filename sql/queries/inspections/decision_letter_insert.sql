INSERT INTO insp_decision_letter (case_id, document_id, decision_id) VALUES (?, ?, ?)
