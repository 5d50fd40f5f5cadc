SELECT case_id, instance, id, due_day, calendar_rev FROM insp_wf_timer
WHERE state = 'armed' AND due_day < ? AND (due_day > ? OR (due_day = ? AND (case_id > ? OR (case_id = ? AND id > ?))))
ORDER BY due_day, case_id, id LIMIT 100
