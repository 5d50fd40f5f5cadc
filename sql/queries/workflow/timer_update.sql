UPDATE insp_wf_timer SET state = ?, due_day = ?, fired_at = ? WHERE case_id = ? AND id = ?
