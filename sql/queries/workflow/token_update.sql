UPDATE insp_wf_token SET id = ?, node = ?, scope = ?, via = ?, state = ? WHERE case_id = ? AND id = ?
