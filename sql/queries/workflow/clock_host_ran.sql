UPDATE insp_wf_clock_host SET last_run = ?, fired = ?, failed = ? WHERE host = ?
