SELECT chain_id, seq, hash, number FROM insp_audit_sealed
WHERE chain_id = ? AND seq > ? ORDER BY seq LIMIT 4000
