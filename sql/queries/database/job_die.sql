UPDATE insp_job SET state = 'dead', ended_at = ?, last_error = ?, lease_owner = NULL, lease_until = NULL, fence = fence + 1 WHERE id = ? AND fence = ? AND state = 'running'
