SELECT COUNT(*) FROM insp_document_scan WHERE case_id = ? AND document_id = ?
