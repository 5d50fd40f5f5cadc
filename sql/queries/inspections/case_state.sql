SELECT state FROM insp_case WHERE case_id = ? AND version = ?
