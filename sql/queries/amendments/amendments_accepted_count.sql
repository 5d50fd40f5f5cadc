SELECT count(*) FROM insp_amendment a JOIN insp_territory_current t ON t.code = a.territory
WHERE /*scope*/ AND a.state = 'accepted'
