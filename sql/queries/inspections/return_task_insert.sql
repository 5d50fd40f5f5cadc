INSERT INTO insp_return_task (case_id, task, return_id) VALUES (?, ?, ?)
