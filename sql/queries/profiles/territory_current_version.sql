SELECT version, content_hash, valid_from FROM insp_territory_version WHERE is_current = 1
