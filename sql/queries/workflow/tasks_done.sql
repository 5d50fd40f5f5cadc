SELECT id, node FROM insp_wf_task WHERE case_id = ? AND instance = ? AND state = 'done' ORDER BY id
