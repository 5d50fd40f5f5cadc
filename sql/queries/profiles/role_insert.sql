INSERT INTO insp_role (code, place, name_lo, name_en, held_at) VALUES (?, ?, ?, ?, ?)
