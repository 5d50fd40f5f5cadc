SELECT what, node, new_node, COUNT(*) FROM insp_wf_plan_change WHERE plan = ? AND pass = ? GROUP BY what, node, new_node ORDER BY what, node, new_node
