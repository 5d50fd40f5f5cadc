INSERT INTO insp_title (code, place, name_lo, name_en) VALUES (?, ?, ?, ?)
