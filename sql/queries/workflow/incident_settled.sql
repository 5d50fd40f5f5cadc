UPDATE insp_wf_incident SET remedy = ?, reason = ?, lease_until = NULL WHERE case_id = ? AND id = ?
