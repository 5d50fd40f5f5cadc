SELECT id, user_id, labour_unit FROM insp_grant WHERE case_id = ? AND closed_at IS NULL ORDER BY id
