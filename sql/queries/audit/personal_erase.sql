UPDATE insp_audit_personal SET content = NULL, erased_seq = ? WHERE chain_id = ? AND seq = ? AND erased_seq = 0
