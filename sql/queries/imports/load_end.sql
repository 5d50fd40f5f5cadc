UPDATE insp_imp_load SET state = ?, findings = ?, notes = ?, compared_with = ?, ended_at = ?, version = version + 1
WHERE id = ? AND version = ?
