-- Open files that somebody answers for.
SELECT c.case_id, c.order_number, c.unit_name, c.territory, tc.low
FROM insp_case c JOIN insp_territory_current tc ON tc.code = c.territory
WHERE c.manager = ? AND c.state <> 'closed' ORDER BY c.order_number
