SELECT node, done_by FROM insp_wf_task WHERE case_id = ? AND instance = ? AND state = 'done'
