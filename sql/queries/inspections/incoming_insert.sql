INSERT INTO insp_incoming (case_id, id, kind, came_on, party, content, document_id, recorded_at, recorded_by, institution) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
