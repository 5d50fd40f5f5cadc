SELECT chain_id, seq, content, erased_seq FROM insp_audit_personal
WHERE chain_id = ? AND seq > ? ORDER BY seq LIMIT 4000
