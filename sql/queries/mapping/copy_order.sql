INSERT INTO insp_copy_run (run_id, open_slot, state, is_full, ordered_by, ordered_at, progress, rows_read, rows_added, rows_changed, rows_removed)
VALUES (?, 1, 'ordered', ?, ?, ?, '', 0, 0, 0, 0)
