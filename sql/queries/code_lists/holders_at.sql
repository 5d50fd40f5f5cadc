-- Who holds a role at the very place, today or later.
SELECT p.login, p.name_lo, p.name_en, p.role_code FROM insp_profile p
WHERE p.territory_code = ? AND (p.last_day IS NULL OR p.last_day >= ?) ORDER BY p.login, p.role_code
