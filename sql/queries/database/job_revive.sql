-- A new life has all its attempts again.
UPDATE insp_job SET state = 'ready', due_at = ?, attempts = 0, ended_at = NULL, fence = fence + 1 WHERE id = ? AND state = 'dead'
