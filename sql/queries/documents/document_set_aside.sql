UPDATE insp_document SET set_aside_at = ?, set_aside_by = ?, set_aside_why = ?, version = version + 1
WHERE case_id = ? AND id = ? AND version = ? AND set_aside_at IS NULL
