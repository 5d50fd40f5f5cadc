UPDATE insp_substitution SET last_day = ?, ended_by = ?, ended_at = ?, version = version + 1
WHERE id = ? AND version = ?
