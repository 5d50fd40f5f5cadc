SELECT p.id, p.user_id, p.login, p.name_lo, p.name_en, p.role_code, p.title_code, p.territory_code, p.first_day,
       p.last_day, p.reason, p.version, t.low
FROM insp_profile p JOIN insp_territory_current t ON t.code = p.territory_code WHERE p.id = ?
