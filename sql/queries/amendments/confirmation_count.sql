UPDATE insp_amendment_confirmation SET state = 'counted', counted_at = ?, counted_by = ?, version = version + 1
WHERE id = ? AND state = 'seen' AND aside_at IS NULL
