SELECT s.absent_id, p.role_code, t.low, t.high FROM insp_substitution s
JOIN insp_profile p ON p.user_id = s.absent_id AND p.first_day <= ? AND (p.last_day IS NULL OR p.last_day >= ?)
JOIN insp_territory_reach_current t ON t.code = p.territory_code
  AND (t.held_before IS NULL OR p.first_day < t.held_before)
WHERE s.substitute_id = ? AND s.first_day <= ? AND s.last_day >= ?
ORDER BY s.absent_id, t.low, p.role_code
