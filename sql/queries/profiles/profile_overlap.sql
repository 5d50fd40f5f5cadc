SELECT id FROM insp_profile
WHERE user_id = ? AND role_code = ? AND territory_code = ? AND (last_day IS NULL OR last_day >= ?) AND first_day <= ?
