UPDATE insp_copy_run SET progress = ?, seen_at = ? WHERE run_id = ? AND owner = ? AND fence = ? AND open_slot = 1
