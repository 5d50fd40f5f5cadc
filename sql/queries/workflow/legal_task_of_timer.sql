SELECT id FROM insp_wf_task WHERE case_id = ? AND timer = ? AND state = 'open'
