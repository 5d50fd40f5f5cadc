SELECT case_id, role FROM insp_case_member WHERE user_id = ? AND until IS NULL
