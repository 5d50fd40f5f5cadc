UPDATE insp_link_run SET lease_until = ? WHERE run_id = ? AND owner = ? AND fence = ? AND open_slot = 1
