SELECT case_id, id, instance, token, node, code, data, attempts, opened_at FROM insp_wf_incident WHERE state = 'open' ORDER BY case_id, id LIMIT ?
