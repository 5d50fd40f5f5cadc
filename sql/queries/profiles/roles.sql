SELECT code, name_lo, name_en, held_at FROM insp_role ORDER BY place
