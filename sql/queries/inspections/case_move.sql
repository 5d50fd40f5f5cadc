UPDATE insp_case SET plan_number = ?, inspection_type = ?, manager = ?, state = ?, stage = ?, outcome = ?, closed_on = ?, version = version + 1
WHERE case_id = ? AND version = ? AND state = ?
