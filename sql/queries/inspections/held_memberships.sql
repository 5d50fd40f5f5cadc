-- Open files on whose team somebody is.
SELECT m.case_id, c.order_number, c.unit_name, c.territory, tc.low, m.role
FROM insp_case_member m JOIN insp_case c ON c.case_id = m.case_id
JOIN insp_territory_current tc ON tc.code = c.territory
WHERE m.user_id = ? AND m.until IS NULL AND c.state <> 'closed' ORDER BY c.order_number, m.id
