SELECT id, version, source, name, header_key, content, saved_by, saved_at FROM insp_imp_profile WHERE source = ? AND header_key = ? AND is_newest = 1 ORDER BY saved_at DESC
