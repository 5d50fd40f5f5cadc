UPDATE insp_job SET lease_until = ? WHERE id = ? AND fence = ? AND state = 'running'
