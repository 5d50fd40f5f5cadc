UPDATE insp_wf_incident SET attempts = attempts + 1, fence = fence + 1, taken_by = ?, lease_until = ?
WHERE case_id = ? AND id = ? AND state = 'open' AND (lease_until IS NULL OR lease_until <= ?)
