SELECT 1 FROM insp_wf_plan_line WHERE case_id = ? AND plan = ? AND pass = ? AND instance = ?
