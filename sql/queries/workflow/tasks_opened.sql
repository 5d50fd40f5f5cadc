SELECT id, opened_at, due_day FROM insp_wf_task WHERE case_id = ? AND instance = ? AND state = 'open'
