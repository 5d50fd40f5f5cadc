SELECT MAX(ordered_at), MAX(CASE WHEN is_full = 1 AND state = 'done' THEN ordered_at END) FROM insp_copy_run
