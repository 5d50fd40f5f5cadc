-- Open tasks that nobody may do today in his own right: held by name by somebody whose profile is over or elsewhere, or
-- of a role that nobody holds at the place, or of a team that has nobody left.
SELECT t.case_id, c.order_number, c.unit_name, c.territory, i.bundle, i.process, t.node, t.role, t.assignee
FROM insp_wf_task t JOIN insp_wf_instance i ON i.case_id = t.case_id AND i.id = t.instance
JOIN insp_case c ON c.case_id = t.case_id
JOIN insp_territory_current tc ON tc.code = c.territory
LEFT JOIN insp_territory_current tt ON tt.code = t.territory
WHERE t.state = 'open' AND /*scope*/ AND NOT EXISTS (
  SELECT 1 FROM insp_profile p JOIN insp_territory_reach_current pt ON pt.code = p.territory_code
    AND (pt.held_before IS NULL OR p.first_day < pt.held_before)
  WHERE p.first_day <= ? AND (p.last_day IS NULL OR p.last_day >= ?)
    AND pt.low <= COALESCE(tt.low, 1) AND pt.high >= COALESCE(tt.low, 1)
    AND (t.assignee = '' OR p.user_id = t.assignee)
    AND (p.role_code = t.role OR (t.role IN ('chief_inspector', 'inspector') AND p.role_code IN ('chief_inspector', 'inspector')))
    AND (t.role NOT IN ('chief_inspector', 'inspector') OR EXISTS (
      SELECT 1 FROM insp_case_member m WHERE m.case_id = t.case_id AND m.user_id = p.user_id AND m.until IS NULL
        AND (m.role = t.role OR m.role = 'chief_inspector'))))
ORDER BY c.order_number, t.id LIMIT 100
