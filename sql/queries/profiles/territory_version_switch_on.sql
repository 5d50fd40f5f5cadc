UPDATE insp_territory_version SET is_current = 1 WHERE version = ?
