SELECT host, state, cause, deviation, seen_wall, seen_database, last_run, halted_at, fired, failed, confirmed_by, confirmed_reason, confirmed_at, version
FROM insp_wf_clock_host ORDER BY CASE WHEN state = 'ok' THEN 1 ELSE 0 END, host
