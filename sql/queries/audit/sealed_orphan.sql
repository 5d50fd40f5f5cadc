SELECT s.number FROM insp_audit_sealed s
WHERE NOT EXISTS (SELECT 1 FROM insp_audit_checkpoint c WHERE c.number = s.number) ORDER BY s.number LIMIT 1
