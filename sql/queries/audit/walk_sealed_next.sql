SELECT chain_id, seq, hash, number FROM insp_audit_sealed
WHERE chain_id > ? AND chain_id <= ? ORDER BY chain_id, seq LIMIT 4000
