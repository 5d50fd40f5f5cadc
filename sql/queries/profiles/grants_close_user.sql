UPDATE insp_grant SET closed_at = ? WHERE case_id = ? AND user_id = ? AND closed_at IS NULL
