UPDATE insp_audit_chain SET unsealed = 0 WHERE chain_id = ? AND last_seq = ?
