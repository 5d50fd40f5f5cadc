SELECT version FROM insp_territory_version WHERE valid_from <= ? ORDER BY version DESC LIMIT 1
