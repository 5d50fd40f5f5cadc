SELECT chain_id, last_seq, head_hash FROM insp_audit_chain WHERE unsealed = 1 ORDER BY chain_id
