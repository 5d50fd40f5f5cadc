UPDATE insp_link_run SET state = 'stopped', open_slot = NULL, owner = NULL, lease_until = NULL, ended_at = ?, version = version + 1
WHERE run_id = ? AND open_slot = 1 AND stop_asked = 1 AND (lease_until IS NULL OR lease_until < ?)
