UPDATE insp_wf_clock_host SET seen_wall = ?, seen_database = ? WHERE host = ?
