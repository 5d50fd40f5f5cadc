UPDATE insp_wf_variable SET kind = ?, value = ? WHERE case_id = ? AND instance = ? AND name = ?
