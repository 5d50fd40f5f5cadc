UPDATE insp_copy_run SET state = 'running', started_at = ?, seen_at = ?
WHERE run_id = ? AND open_slot = 1 AND (state = 'ordered' OR seen_at < ?)
