SELECT id, due_day, due_confirmed, legal_basis FROM insp_wf_task WHERE case_id = ? AND instance = ? AND node = ? AND state = 'open' AND due_day IS NOT NULL ORDER BY id LIMIT 1
