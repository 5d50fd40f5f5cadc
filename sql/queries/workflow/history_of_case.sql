SELECT id, at, event, node, actor, data FROM insp_wf_history WHERE case_id = ? ORDER BY id
