SELECT DISTINCT s.id, s.absent_id, s.substitute_id, s.first_day, s.last_day, s.planned_last_day, s.reason, s.named_by,
       s.ended_by, s.version
FROM insp_substitution s
JOIN insp_profile p ON p.user_id = s.absent_id
JOIN insp_territory_current t ON t.code = p.territory_code
WHERE s.last_day >= ? AND
