SELECT 1 FROM insp_wf_instance WHERE state = 'running' LIMIT 1
