SELECT chain_id, last_seq, head_hash, kind, chain_key, unsealed FROM insp_audit_chain
WHERE chain_id > ? AND chain_id <= ? ORDER BY chain_id LIMIT 4000
