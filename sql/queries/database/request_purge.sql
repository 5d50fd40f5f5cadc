DELETE FROM insp_idempotency WHERE created_at < ?
