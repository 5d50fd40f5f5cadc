UPDATE insp_wf_clock_host SET host = host WHERE host = ?
