-- Open files whose manager works at their place no more.
SELECT c.case_id, c.order_number, c.unit_name, c.territory, c.manager
FROM insp_case c JOIN insp_territory_current tc ON tc.code = c.territory
WHERE c.state <> 'closed' AND c.imported = ? AND /*scope*/ AND NOT EXISTS (
  SELECT 1 FROM insp_profile p JOIN insp_territory_reach_current pt ON pt.code = p.territory_code
    AND (pt.held_before IS NULL OR p.first_day < pt.held_before)
  WHERE p.user_id = c.manager
    AND p.first_day <= ? AND (p.last_day IS NULL OR p.last_day >= ?) AND pt.low <= tc.low AND pt.high >= tc.low)
ORDER BY c.order_number LIMIT 100
