UPDATE insp_handover_line SET state = ?, code = ?, argument = ?, settled_by = ?, settled_at = ?
WHERE handover_id = ? AND id = ? AND state = 'planned'
