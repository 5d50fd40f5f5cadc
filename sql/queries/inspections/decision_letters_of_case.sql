SELECT document_id, decision_id FROM insp_decision_letter WHERE case_id = ? ORDER BY document_id
