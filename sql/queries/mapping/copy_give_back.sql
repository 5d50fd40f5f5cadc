UPDATE insp_copy_run SET state = 'ordered', owner = NULL, seen_at = NULL, progress = '' WHERE run_id = ? AND owner = ? AND fence = ? AND open_slot = 1
