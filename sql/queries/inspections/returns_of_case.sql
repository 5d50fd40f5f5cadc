SELECT id, instance, task, from_node, to_node, ground, reason, opened_task, given_to, returned_at, returned_by FROM insp_return
WHERE case_id = ? ORDER BY id
