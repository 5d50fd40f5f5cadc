UPDATE insp_imp_reject SET state = ?, cells = ?, settled_by = ?, settled_at = ? WHERE load_id = ? AND line = ? AND state = 'open'
