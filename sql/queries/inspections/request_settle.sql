UPDATE insp_request SET state = ?, outcome_reason = ?, case_id = ?, version = version + 1 WHERE id = ? AND version = ?
