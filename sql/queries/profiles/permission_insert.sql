INSERT INTO insp_permission (code, name_lo, name_en) VALUES (?, ?, ?)
