UPDATE insp_wf_plan SET total = ? WHERE id = ? AND state = ?
