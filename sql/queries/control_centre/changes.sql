SELECT a.state, COUNT(*), MIN(coalesce(a.accepted_at, a.proposed_at, a.prepared_at))
FROM insp_amendment a JOIN insp_territory_current t ON t.code = a.territory
WHERE /*scope*/ AND a.state IN ('proposed', 'checked', 'returned', 'refused', 'accepted', 'sent', 'applied') AND a.settled = 0
GROUP BY a.state
