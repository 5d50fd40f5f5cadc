SELECT node, state, id FROM insp_wf_token WHERE case_id = ? AND instance = ? ORDER BY id
