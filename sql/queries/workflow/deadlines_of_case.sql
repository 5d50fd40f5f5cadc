-- Every period that the file has or had: kind, where it waits, what it is derived from, how it ended.
SELECT 'M' AS kind, t.id, t.instance, i.bundle, i.process, t.node, t.activation, t.deadline_key, t.anchor_day, t.days, t.calendar,
  t.rule_version, t.legal_basis, t.confirmed, t.state, t.due_day, t.extra_days, t.held_day, t.held_on, t.fired_at
  FROM insp_wf_timer t JOIN insp_wf_instance i ON i.case_id = t.case_id AND i.id = t.instance WHERE t.case_id = ?
UNION ALL SELECT 'K', t.id, t.instance, i.bundle, i.process, t.node, t.token, t.deadline_key, t.anchor_day, t.days, t.calendar,
  t.rule_version, t.legal_basis, t.due_confirmed, t.state, t.due_day, t.extra_days, NULL, NULL, t.done_at
  FROM insp_wf_task t JOIN insp_wf_instance i ON i.case_id = t.case_id AND i.id = t.instance
  WHERE t.case_id = ? AND t.deadline_key <> ''
ORDER BY 2
