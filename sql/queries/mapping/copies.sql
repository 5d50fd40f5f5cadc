SELECT run_id, state, is_full, ordered_by, ordered_at, started_at, seen_at, ended_at, progress, failure, rows_read, rows_added, rows_changed, rows_removed, fence
FROM insp_copy_run ORDER BY run_id DESC LIMIT ?
