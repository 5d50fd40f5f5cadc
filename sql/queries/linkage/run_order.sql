INSERT INTO insp_link_run (run_id, open_slot, state, ordered_by, ordered_at, fence, stop_asked, models, anew, snapshots, retry_of, version)
VALUES (?, 1, 'ordered', ?, ?, 0, 0, '', ?, ?, ?, 1)
