SELECT c.state, count(*)
FROM insp_case c JOIN insp_territory_current t ON t.code = c.territory
WHERE /*scope*/
GROUP BY c.state
