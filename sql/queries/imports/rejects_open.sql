SELECT line, cells, faults, state, settled_by, settled_at FROM insp_imp_reject WHERE load_id = ? AND line > ? AND state = 'open' ORDER BY line LIMIT ?
