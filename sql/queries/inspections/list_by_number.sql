SELECT l.id, l.number, l.title, l.origin, l.territory, l.state, l.created_at, l.created_by, l.version, t.low
FROM insp_unit_list l JOIN insp_territory_current t ON t.code = l.territory
WHERE l.number = ?
