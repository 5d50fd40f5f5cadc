-- Open periods in working days that hold a day, in one place or anywhere, with the bundle they are derived by.
SELECT t.case_id, t.id, t.activation, t.node, t.deadline_key, t.anchor_day, t.days + t.extra_days, t.due_day, i.bundle, i.territory, i.process
  FROM insp_wf_timer t JOIN insp_wf_instance i ON i.case_id = t.case_id AND i.id = t.instance
  WHERE t.state IN ('armed', 'referred') AND t.calendar = 'working' AND t.held_day IS NULL AND t.anchor_day < ? AND t.due_day >= ?
UNION ALL SELECT t.case_id, t.id, t.token, t.node, t.deadline_key, t.anchor_day, t.days + t.extra_days, t.due_day, i.bundle, i.territory, i.process
  FROM insp_wf_task t JOIN insp_wf_instance i ON i.case_id = t.case_id AND i.id = t.instance
  WHERE t.state = 'open' AND t.calendar = 'working' AND t.anchor_day < ? AND t.due_day >= ?
ORDER BY 1, 2
