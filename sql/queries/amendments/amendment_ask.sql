-- Before the MIS is asked. Without a new version, since the key holds it; who takes the change out meanwhile looks at asked_at.
UPDATE insp_amendment SET asked_at = ?, asked_key = ?
WHERE case_id = ? AND id = ? AND version = ? AND state = 'accepted' AND asked_at IS NULL
