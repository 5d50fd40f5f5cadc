INSERT INTO insp_form_answer (case_id, id, task_id, form_key, form_version, answer, answered_at, answered_by, bundle)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
