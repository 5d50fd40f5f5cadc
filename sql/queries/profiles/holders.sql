SELECT DISTINCT p.user_id, p.login, p.name_lo, p.name_en, p.title_code, p.territory_code, t.high - t.low AS breadth
FROM insp_profile p
JOIN insp_territory_reach_current t ON t.code = p.territory_code
WHERE (t.held_before IS NULL OR p.first_day < t.held_before) AND p.role_code = ? AND t.low <= ? AND t.high >= ?
  AND p.first_day <= ? AND (p.last_day IS NULL OR p.last_day >= ?)
ORDER BY breadth, p.login
