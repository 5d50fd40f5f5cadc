SELECT content, erased_seq FROM insp_audit_personal WHERE chain_id = ? AND seq = ?
