SELECT COUNT(*) FROM insp_case WHERE territory = ? AND state = ? AND case_id % 16 = ?
