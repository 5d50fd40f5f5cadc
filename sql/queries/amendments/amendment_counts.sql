SELECT a.state, count(*), count(a.late_at)
FROM insp_amendment a JOIN insp_territory_current t ON t.code = a.territory
WHERE /*scope*/ AND a.state <> 'prepared'
GROUP BY a.state
