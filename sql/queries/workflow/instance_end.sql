UPDATE insp_wf_instance SET state = ?, ended_at = ? WHERE case_id = ? AND id = ?
