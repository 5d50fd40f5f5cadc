INSERT INTO insp_wf_move (case_id, id, instance, deadline, activation, node, deadline_key, old_day, new_day, old_rule, new_rule,
  cause, reason, source, moved_by, moved_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
