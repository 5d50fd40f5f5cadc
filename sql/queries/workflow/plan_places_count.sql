SELECT COUNT(*) FROM insp_wf_instance i
WHERE i.state = 'running' AND i.bundle <> ? AND (? = '' OR i.process = ?) AND i.started_at >= ? AND i.started_at < ?
  AND (? = '' OR EXISTS (SELECT 1 FROM insp_wf_token t WHERE t.case_id = i.case_id AND t.instance = i.id AND t.node = ?))
