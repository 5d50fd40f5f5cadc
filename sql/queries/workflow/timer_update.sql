UPDATE insp_wf_timer SET state = ?, due_day = ?, fired_at = ?, held_day = COALESCE(?, held_day) WHERE case_id = ? AND id = ?
