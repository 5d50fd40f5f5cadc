SELECT number, hash FROM insp_audit_checkpoint ORDER BY number DESC LIMIT 1
