UPDATE insp_document SET state = ?, pdf_attempts = ?, pdf_error = ?, version = version + 1
WHERE case_id = ? AND id = ? AND version = ?
