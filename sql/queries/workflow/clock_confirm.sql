-- The host's next look begins a new comparison with the clock that it finds.
UPDATE insp_wf_clock_host SET state = 'ok', boot_id = '', base_wall = NULL, base_boot = 0, seen_wall = NULL, accepted_offset = ?, confirmed_by = ?,
  confirmed_at = ?, confirmed_reason = ?, version = version + 1 WHERE host = ? AND state = 'halted' AND version = ?
