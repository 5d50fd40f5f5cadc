SELECT count(*), coalesce(sum(CASE WHEN f.asked_key IS NULL THEN 1 ELSE 0 END), 0)
FROM insp_amendment a JOIN insp_territory_current t ON t.code = a.territory
LEFT JOIN insp_amendment f ON f.case_id = a.case_id AND f.id = a.reverses
WHERE /*scope*/ AND a.state = 'accepted' AND a.reversed_by = 0 AND (? = 0 OR a.reverses <> 0)
