-- Open files with somebody on their team who no longer inspects at the place.
SELECT c.case_id, c.order_number, c.unit_name, c.territory, m.role, m.user_id
FROM insp_case_member m JOIN insp_case c ON c.case_id = m.case_id
JOIN insp_territory_current tc ON tc.code = c.territory
WHERE m.until IS NULL AND c.state <> 'closed' AND /*scope*/ AND NOT EXISTS (
  SELECT 1 FROM insp_profile p JOIN insp_territory_reach_current pt ON pt.code = p.territory_code
    AND (pt.held_before IS NULL OR p.first_day < pt.held_before)
  WHERE p.user_id = m.user_id AND p.role_code IN ('chief_inspector', 'inspector')
    AND p.first_day <= ? AND (p.last_day IS NULL OR p.last_day >= ?) AND pt.low <= tc.low AND pt.high >= tc.low)
ORDER BY c.order_number, m.id LIMIT 100
