UPDATE insp_imp_load SET state = ?, decided_by = ?, decided_at = ?, decided_why = ?, version = version + 1
WHERE id = ? AND version = ?
