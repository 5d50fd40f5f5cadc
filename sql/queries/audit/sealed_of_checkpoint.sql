SELECT chain_id, seq, hash FROM insp_audit_sealed WHERE number = ? ORDER BY chain_id
