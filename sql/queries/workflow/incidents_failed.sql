-- Steps whose module failed, and that were not tried too often.
SELECT x.case_id, x.id, x.node, x.code, x.attempts, x.opened_at, i.process, i.bundle FROM insp_wf_incident x
JOIN insp_wf_instance i ON i.case_id = x.case_id AND i.id = x.instance
WHERE x.state = 'open' AND x.code = 'workflow.service_failed' AND x.attempts < ? AND (x.case_id > ? OR (x.case_id = ? AND x.id > ?))
ORDER BY x.case_id, x.id LIMIT 200
