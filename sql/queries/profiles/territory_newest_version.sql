SELECT version, content_hash, valid_from FROM insp_territory_version ORDER BY version DESC LIMIT 1
