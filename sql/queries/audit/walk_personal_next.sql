SELECT chain_id, seq, content, erased_seq FROM insp_audit_personal
WHERE chain_id > ? AND chain_id <= ? ORDER BY chain_id, seq LIMIT 4000
