-- What was written, the newest first.
SELECT seq, at_time, act, user_id, event, object, body FROM insp_audit_record
WHERE chain_id = ? AND act = 'wrote' ORDER BY seq DESC LIMIT ?
