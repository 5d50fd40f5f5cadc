UPDATE insp_wf_instance SET bundle = ? WHERE case_id = ? AND id = ?
