UPDATE insp_link_run SET state = ?, failure = ?, open_slot = NULL, owner = NULL, lease_until = NULL, ended_at = ?, version = version + 1
WHERE run_id = ? AND owner = ? AND fence = ? AND open_slot = 1
