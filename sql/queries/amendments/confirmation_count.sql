UPDATE insp_amendment_confirmation SET state = 'counted', counted_at = ?, counted_by = ? WHERE id = ? AND state = 'seen'
