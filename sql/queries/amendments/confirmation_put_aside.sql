UPDATE insp_amendment_confirmation SET aside_at = ?, aside_by = ?, aside_reason = ?, version = version + 1
WHERE id = ? AND version = ? AND state = 'seen' AND aside_at IS NULL
