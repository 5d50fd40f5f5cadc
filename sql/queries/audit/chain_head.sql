SELECT last_seq, head_hash, kind, chain_key FROM insp_audit_chain WHERE chain_id = ?
