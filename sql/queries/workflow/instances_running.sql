SELECT id, bundle, process, territory FROM insp_wf_instance WHERE case_id = ? AND state = 'running' ORDER BY id
