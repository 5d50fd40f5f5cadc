UPDATE insp_wf_rederivation SET at_case = ?, files = files + ?, moved = moved + ?, failed = failed + ?
WHERE id = ? AND state = ? AND at_case = ?
