SELECT count(*), min(a.late_at)
FROM insp_amendment a JOIN insp_territory_current t ON t.code = a.territory
WHERE /*scope*/ AND a.late_at IS NOT NULL AND a.state IN ('accepted', 'sent', 'applied')
