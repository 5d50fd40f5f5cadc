SELECT chain_id, seq, at_time, act, user_id, event, object, body, hash FROM insp_audit_record
WHERE chain_id = ? AND seq > ? ORDER BY seq LIMIT 4000
