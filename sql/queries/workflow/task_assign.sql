UPDATE insp_wf_task SET assignee = ? WHERE case_id = ? AND id = ? AND state = 'open' AND assignee = ?
