SELECT MAX(id) FROM insp_wf_instance WHERE case_id = ?
