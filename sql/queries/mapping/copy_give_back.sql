UPDATE insp_copy_run SET state = 'ordered', seen_at = NULL, progress = '' WHERE run_id = ? AND open_slot = 1
