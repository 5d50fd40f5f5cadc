UPDATE insp_copy_run SET state = ?, failure = ?, open_slot = NULL, owner = NULL, ended_at = ?, progress = '', rows_read = ?, rows_added = ?, rows_changed = ?, rows_removed = ?
WHERE run_id = ? AND owner = ? AND fence = ? AND open_slot = 1
