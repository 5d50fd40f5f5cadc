UPDATE insp_job SET state = 'done', ended_at = ?, lease_owner = NULL, lease_until = NULL WHERE id = ? AND fence = ? AND state = 'running'
