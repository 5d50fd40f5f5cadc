UPDATE insp_link_run SET owner = NULL, lease_until = NULL, version = version + 1 WHERE run_id = ? AND owner = ? AND fence = ? AND open_slot = 1
