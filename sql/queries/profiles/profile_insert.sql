INSERT INTO insp_profile (id, user_id, login, name_lo, name_en, role_code, title_code, territory_code, first_day,
                          last_day, reason, version)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
