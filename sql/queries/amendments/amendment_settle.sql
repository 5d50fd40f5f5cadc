-- Without a new version: nothing but its place in the lists changes.
UPDATE insp_amendment SET settled = 1, late_at = NULL WHERE case_id = ? AND id = ? AND state = 'applied' AND settled = 0
