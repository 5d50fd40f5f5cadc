UPDATE insp_idempotency SET result = ? WHERE request_key = ?
