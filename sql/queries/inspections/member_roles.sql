SELECT role FROM insp_case_member WHERE case_id = ? AND user_id = ? AND until IS NULL
