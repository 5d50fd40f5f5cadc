UPDATE insp_wf_clock_host SET state = 'halted', cause = ?, deviation = ?, halted_at = ?, seen_wall = ?, seen_database = ?, version = version + 1 WHERE host = ?
