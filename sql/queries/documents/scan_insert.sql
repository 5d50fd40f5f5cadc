INSERT INTO insp_document_scan (case_id, id, document_id, scanned_at, outcome) VALUES (?, ?, ?, ?, ?)
