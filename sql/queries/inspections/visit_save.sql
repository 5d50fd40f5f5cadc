UPDATE insp_visit SET state = ?, ended_at = ?, met_name = ?, met_position = ?, employer_signature = ?, remarks = ?, version = version + 1
WHERE case_id = ? AND id = ? AND version = ?
