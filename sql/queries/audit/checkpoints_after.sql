SELECT number, at_time, heads, root, prev_hash, hash, key_id, signature FROM insp_audit_checkpoint
WHERE number > ? ORDER BY number LIMIT 500
