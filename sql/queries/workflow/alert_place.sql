SELECT process, bundle, territory FROM insp_wf_instance WHERE case_id = ? AND id = ?
