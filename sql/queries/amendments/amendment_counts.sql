SELECT a.state, count(*), count(a.late_at), count(CASE WHEN a.state = 'accepted' THEN a.asked_at END),
  count(CASE WHEN a.state = 'applied' AND a.settled = 1 THEN 1 END)
FROM insp_amendment a JOIN insp_territory_current t ON t.code = a.territory
WHERE /*scope*/ AND a.state <> 'prepared'
GROUP BY a.state
