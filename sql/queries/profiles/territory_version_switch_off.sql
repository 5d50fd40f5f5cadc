UPDATE insp_territory_version SET is_current = 0 WHERE is_current = 1
