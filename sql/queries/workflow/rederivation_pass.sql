UPDATE insp_wf_rederivation SET state = ?, at_case = 0, ended_at = ? WHERE id = ? AND state = ? AND at_case = ?
