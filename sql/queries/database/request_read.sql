SELECT request_hash, result FROM insp_idempotency WHERE request_key = ?
