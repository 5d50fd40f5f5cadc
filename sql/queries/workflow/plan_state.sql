SELECT state FROM insp_wf_plan WHERE id = ?
