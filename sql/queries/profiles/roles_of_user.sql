SELECT p.role_code, p.territory_code, t.low, t.high, s.version, v.version
FROM insp_profile p
JOIN insp_territory_reach t ON t.code = p.territory_code
JOIN insp_territory_version v ON v.version = t.version AND v.is_current = 1
JOIN insp_role_stamp s ON s.id = 1
WHERE p.user_id = ? AND (t.held_before IS NULL OR p.first_day < t.held_before) AND p.first_day <= ? AND (p.last_day IS NULL OR p.last_day >= ?)
ORDER BY t.low, p.role_code
