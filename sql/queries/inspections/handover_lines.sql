-- With the file and the place of each line; a substitution belongs to no file and stands at the root.
SELECT l.id, l.case_id, l.kind, l.object, l.receiver, l.state, l.code, l.argument, l.settled_at,
  c.order_number, c.unit_name, c.territory, COALESCE(tt.low, tc.low, 1), i.bundle, i.process, t.node
FROM insp_handover_line l LEFT JOIN insp_case c ON c.case_id = l.case_id
LEFT JOIN insp_territory_current tc ON tc.code = c.territory AND l.kind <> 'task'
LEFT JOIN insp_wf_task t ON t.case_id = l.case_id AND t.id = l.object AND l.kind = 'task'
LEFT JOIN insp_wf_instance i ON i.case_id = t.case_id AND i.id = t.instance
LEFT JOIN insp_territory_current tt ON tt.code = t.territory
WHERE l.handover_id = ? ORDER BY l.id
