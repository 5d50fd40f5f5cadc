INSERT INTO insp_audit_checkpoint (number, at_time, heads, root, prev_hash, hash, key_id, signature)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
