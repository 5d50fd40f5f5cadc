SELECT 1 FROM insp_wf_plan WHERE proposal = ? AND state = 'tried' LIMIT 1
