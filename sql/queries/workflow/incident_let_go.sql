UPDATE insp_wf_incident SET lease_until = NULL WHERE case_id = ? AND id = ? AND fence = ?
