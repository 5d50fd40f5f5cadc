DELETE FROM insp_wf_token WHERE case_id = ? AND id = ?
