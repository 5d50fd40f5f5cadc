UPDATE insp_link SET verdict = ?, counts = ?, contradicted = 0, claimed_by = NULL, claimed_until = NULL, version = version + 1
WHERE link_id = ? AND version = ?
