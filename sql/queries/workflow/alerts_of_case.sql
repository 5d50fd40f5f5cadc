SELECT t.case_id, t.id, t.instance, t.deadline, t.of_what, t.level, t.due_day, t.node, t.deadline_key, t.role, t.territory, t.confirmed, t.rule_confirmed,
  t.legal_basis, t.state, t.raised_at, t.raised_on, t.acknowledged_by, t.acknowledged_at, t.version, i.bundle, i.process
FROM insp_wf_alert t JOIN insp_wf_instance i ON i.case_id = t.case_id AND i.id = t.instance
WHERE t.case_id = ? ORDER BY t.raised_at DESC, t.id DESC LIMIT ?
