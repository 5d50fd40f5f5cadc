SELECT id, taken_on FROM insp_decision WHERE case_id = ? ORDER BY id DESC LIMIT 1
