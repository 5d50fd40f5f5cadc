SELECT case_id, id, deadline, activation, node, deadline_key, old_day, new_day, cause, reason, moved_by, moved_at
FROM insp_wf_move WHERE case_id = ? ORDER BY moved_at DESC, id DESC
