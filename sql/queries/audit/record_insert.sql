INSERT INTO insp_audit_record (chain_id, seq, at_time, act, user_id, event, object, body, hash)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
