UPDATE insp_wf_clock_host SET boot_id = ?, base_wall = ?, base_boot = ?, seen_wall = ?, seen_database = ? WHERE host = ?
