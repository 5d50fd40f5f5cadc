UPDATE insp_profile SET last_day = ?, reason = ?, version = version + 1 WHERE id = ? AND version = ?
