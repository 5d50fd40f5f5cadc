SELECT boot_id, base_wall, base_boot, seen_wall, accepted_offset, state FROM insp_wf_clock_host WHERE host = ?
