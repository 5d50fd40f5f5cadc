UPDATE insp_amendment_confirmation SET aside_at = NULL, aside_by = NULL, aside_reason = NULL, version = version + 1
WHERE id = ? AND version = ? AND aside_at IS NOT NULL
