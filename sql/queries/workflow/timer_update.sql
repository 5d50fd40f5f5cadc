UPDATE insp_wf_timer SET state = ?, due_day = ?, fired_at = ?, held_day = COALESCE(?, held_day), held_on = COALESCE(?, held_on) WHERE case_id = ? AND id = ?
