SELECT name_lo, name_en FROM insp_profile WHERE user_id = ? ORDER BY id DESC LIMIT 1
