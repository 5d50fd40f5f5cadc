SELECT task_id, form_key, form_version, answer, answered_at, answered_by, bundle FROM insp_form_answer WHERE case_id = ? ORDER BY id
