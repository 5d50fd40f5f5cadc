UPDATE insp_document SET state = 'pending_pdf', pdf_attempts = 0, pdf_error = NULL, version = version + 1
WHERE case_id = ? AND id = ? AND version = ? AND state = 'failed'
