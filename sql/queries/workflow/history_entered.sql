SELECT id, node FROM insp_wf_history WHERE case_id = ? AND instance = ? AND event = 'entered' ORDER BY id
