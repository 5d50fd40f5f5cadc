UPDATE insp_wf_incident SET node = ? WHERE case_id = ? AND id = ?
