SELECT login, name_lo, name_en FROM insp_profile WHERE user_id = ? ORDER BY first_day DESC, id DESC LIMIT 1
