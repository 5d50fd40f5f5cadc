INSERT INTO insp_audit_personal (chain_id, seq, content, erased_seq) VALUES (?, ?, ?, 0)
