SELECT case_id, labour_unit, reason, opened_at FROM insp_grant
WHERE user_id = ? AND labour_unit = ? AND closed_at IS NULL ORDER BY opened_at DESC LIMIT 1
