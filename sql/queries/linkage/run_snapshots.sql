UPDATE insp_link_run SET snapshots = ? WHERE run_id = ?
