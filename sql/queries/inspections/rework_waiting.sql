-- Requests to open a closed file again that wait for somebody else's decision.
SELECT c.order_number, c.unit_name, w.asked_at FROM insp_rework w
JOIN insp_case c ON c.case_id = w.case_id JOIN insp_territory_current t ON t.code = c.territory
WHERE w.state = 'asked' AND w.kind = 'reopening' AND w.asked_by <> ? AND /*scope*/
ORDER BY w.asked_at, w.id LIMIT 20
