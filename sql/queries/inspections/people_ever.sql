-- Who does or did the work of files in these places, also people whose profiles have ended.
SELECT DISTINCT p.user_id, p.login, p.name_lo, p.name_en
FROM insp_profile p JOIN insp_territory_current t ON t.code = p.territory_code
JOIN insp_role_permission w ON w.role_code = p.role_code AND w.permission = 'case.work'
WHERE /*scope*/ ORDER BY p.login LIMIT 1000
