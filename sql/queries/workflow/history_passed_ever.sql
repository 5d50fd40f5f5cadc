SELECT 1 FROM insp_wf_history WHERE case_id = ? AND node = ? AND event = 'entered' LIMIT 1
