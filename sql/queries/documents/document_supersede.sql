UPDATE insp_document SET superseded_by_id = ?, superseded_at = ?, version = version + 1
WHERE case_id = ? AND id = ? AND version = ? AND superseded_by_id IS NULL
