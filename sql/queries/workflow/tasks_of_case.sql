SELECT t.case_id, t.id, t.instance, i.rev, i.process, i.bundle, t.node, t.kind, t.role, t.territory, t.assignee, t.form_key,
       t.timer, t.due_day, t.due_confirmed, t.opened_at, t.item,
       CASE WHEN t.due_day IS NULL AND t.deadline_key <> '' THEN (SELECT MAX(x.from_day) FROM insp_wf_suspension x
         WHERE x.case_id = t.case_id AND x.to_day IS NULL) END
FROM insp_wf_task t JOIN insp_wf_instance i ON i.case_id = t.case_id AND i.id = t.instance
WHERE t.case_id = ? AND t.state = 'open' ORDER BY t.id
