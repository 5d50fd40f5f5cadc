UPDATE insp_copy_run SET state = 'running', is_full = ?, owner = ?, fence = fence + 1, started_at = ?, seen_at = ?
WHERE run_id = ? AND fence = ? AND open_slot = 1
