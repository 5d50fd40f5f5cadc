UPDATE insp_wf_plan SET state = ?, ended_at = ?, version = version + 1 WHERE id = ? AND state = ?
