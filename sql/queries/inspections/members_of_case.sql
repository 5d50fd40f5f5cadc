SELECT user_id, role, since FROM insp_case_member WHERE case_id = ? AND until IS NULL ORDER BY id
