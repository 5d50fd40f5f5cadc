SELECT p.user_id, p.role_code, t.low, t.high FROM insp_profile p
JOIN insp_territory_reach_current t ON t.code = p.territory_code
WHERE p.user_id IN (?, ?) AND (t.held_before IS NULL OR p.first_day < t.held_before) AND p.first_day <= ? AND (p.last_day IS NULL OR p.last_day >= ?)
