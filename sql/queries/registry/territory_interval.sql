SELECT low, high FROM insp_territory_current WHERE code = ?
