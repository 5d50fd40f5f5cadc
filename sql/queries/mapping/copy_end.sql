UPDATE insp_copy_run SET state = ?, failure = ?, open_slot = NULL, ended_at = ?, progress = '', rows_read = ?, rows_added = ?, rows_changed = ?, rows_removed = ?
WHERE run_id = ? AND open_slot = 1
