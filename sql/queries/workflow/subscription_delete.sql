DELETE FROM insp_wf_subscription WHERE case_id = ? AND id = ?
