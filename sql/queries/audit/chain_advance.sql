UPDATE insp_audit_chain SET last_seq = ?, head_hash = ?, unsealed = 1 WHERE chain_id = ? AND last_seq = ?
