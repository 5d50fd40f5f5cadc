-- With the number of units that stand on each list, and of those that have their order.
SELECT l.id, l.number, l.title, l.origin, l.territory, l.state, l.created_at, l.created_by, l.version, t.low,
  (SELECT count(*) FROM insp_unit_list_entry e WHERE e.list_id = l.id AND e.state <> 'removed'),
  (SELECT count(*) FROM insp_unit_list_entry e WHERE e.list_id = l.id AND e.state = 'started')
FROM insp_unit_list l JOIN insp_territory_current t ON t.code = l.territory
WHERE /*scope*/ AND (l.created_at < ? OR (l.created_at = ? AND l.id < ?))
ORDER BY l.created_at DESC, l.id DESC LIMIT ?
