-- Open tasks that somebody holds by name, with the file and the place at which the task is done.
SELECT t.case_id, c.order_number, c.unit_name, c.territory, COALESCE(tt.low, 1), t.id, i.bundle, i.process, t.node, t.role
FROM insp_wf_task t JOIN insp_wf_instance i ON i.case_id = t.case_id AND i.id = t.instance
JOIN insp_case c ON c.case_id = t.case_id
LEFT JOIN insp_territory_current tt ON tt.code = t.territory
WHERE t.state = 'open' AND t.assignee = ? ORDER BY c.order_number, t.id
