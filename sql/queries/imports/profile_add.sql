INSERT INTO insp_imp_profile (id, version, source, name, header_key, content, saved_by, saved_at, retired, is_newest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
