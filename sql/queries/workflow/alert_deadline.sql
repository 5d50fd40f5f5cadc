-- One open deadline as it is now, with its file; none while the file stands still.
SELECT 'task', t.instance, t.node, t.deadline_key, t.due_day, t.due_confirmed, t.legal_basis, t.role, t.territory, i.process, i.bundle, i.territory
  FROM insp_wf_task t JOIN insp_wf_instance i ON i.case_id = t.case_id AND i.id = t.instance
  WHERE t.case_id = ? AND t.id = ? AND t.state = 'open' AND t.due_day IS NOT NULL
UNION ALL SELECT 'timer', m.instance, m.node, m.deadline_key, m.due_day, m.confirmed, m.legal_basis, '', '', i.process, i.bundle, i.territory
  FROM insp_wf_timer m JOIN insp_wf_instance i ON i.case_id = m.case_id AND i.id = m.instance
  WHERE m.case_id = ? AND m.id = ? AND m.state IN ('armed', 'referred')
    AND NOT EXISTS (SELECT 1 FROM insp_wf_suspension s WHERE s.case_id = m.case_id AND s.to_day IS NULL)
