UPDATE insp_link SET claimed_by = ?, claimed_until = ?
WHERE link_id = ? AND (claimed_until IS NULL OR claimed_until < ? OR claimed_by = ?)
