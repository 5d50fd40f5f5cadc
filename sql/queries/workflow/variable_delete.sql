DELETE FROM insp_wf_variable WHERE case_id = ? AND instance = ? AND name = ?
