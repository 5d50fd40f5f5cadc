UPDATE insp_job SET state = 'ready', due_at = ?, last_error = ?, lease_owner = NULL, lease_until = NULL WHERE id = ? AND fence = ? AND state = 'running'
