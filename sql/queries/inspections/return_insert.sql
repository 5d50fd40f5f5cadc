INSERT INTO insp_return (case_id, id, instance, task, from_node, to_node, ground, reason, opened_task, given_to, returned_at, returned_by)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
