SELECT case_id, id, instance, token, node, code, data, attempts, opened_at FROM insp_wf_incident WHERE case_id = ? AND state = 'open' ORDER BY id
