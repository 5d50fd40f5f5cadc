-- The next files of a plan that have no line in this pass. '' stands for any process and any step.
SELECT i.case_id, i.id, i.process, i.bundle FROM insp_wf_instance i
WHERE i.state = 'running' AND i.bundle <> ? AND (? = '' OR i.process = ?) AND i.started_at >= ? AND i.started_at < ?
  AND (? = '' OR EXISTS (SELECT 1 FROM insp_wf_token t WHERE t.case_id = i.case_id AND t.instance = i.id AND t.node = ?))
  AND (i.case_id > ? OR (i.case_id = ? AND i.id > ?))
  AND NOT EXISTS (SELECT 1 FROM insp_wf_plan_line l WHERE l.case_id = i.case_id AND l.plan = ? AND l.pass = ? AND l.instance = i.id)
ORDER BY i.case_id, i.id LIMIT 100
