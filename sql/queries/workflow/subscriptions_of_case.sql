SELECT node, message FROM insp_wf_subscription WHERE case_id = ? ORDER BY id
