UPDATE insp_document SET state = 'ready', pdf_blob_id = ?, sha256 = ?, pdf_attempts = ?, pdf_error = NULL,
version = version + 1 WHERE case_id = ? AND id = ? AND version = ?
