-- Who read it and who was refused, the newest first.
SELECT seq, at_time, act, user_id, event, object, body FROM insp_audit_record
WHERE chain_id = ? AND act IN ('read', 'refused') AND seq < ? ORDER BY seq DESC LIMIT ?
