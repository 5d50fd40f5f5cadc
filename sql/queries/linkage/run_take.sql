UPDATE insp_link_run SET state = 'running', owner = ?, lease_until = ?, fence = fence + 1, started_at = coalesce(started_at, ?), version = version + 1
WHERE run_id = ? AND open_slot = 1 AND fence = ? AND (lease_until IS NULL OR lease_until < ?)
