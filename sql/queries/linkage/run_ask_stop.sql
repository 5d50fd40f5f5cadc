UPDATE insp_link_run SET stop_asked = 1, version = version + 1 WHERE run_id = ? AND version = ? AND open_slot = 1
