SELECT id, version, source, name, header_key, content, saved_by, saved_at, retired FROM insp_imp_profile WHERE id = ? AND is_newest = 1
