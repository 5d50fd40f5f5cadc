SELECT r.number, r.unit_name, r.territory
FROM insp_request r JOIN insp_territory_current t ON t.code = r.territory
WHERE r.number = ? AND /*scope*/
