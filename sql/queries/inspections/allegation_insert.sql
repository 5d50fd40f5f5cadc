INSERT INTO insp_allegation (case_id, id, decision_id, received_on, party, content, document_id, recorded_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
