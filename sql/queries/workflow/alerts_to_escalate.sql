-- Open deadlines that ended before a day and of which the head of a level was not told, in the order of cases.
SELECT case_id, id FROM (
  SELECT t.case_id, t.id FROM insp_wf_task t WHERE t.state = 'open' AND t.kind = 'work' AND t.due_day < ?
    AND (t.case_id > ? OR (t.case_id = ? AND t.id > ?))
    AND NOT EXISTS (SELECT 1 FROM insp_wf_alert a WHERE a.case_id = t.case_id AND a.deadline = t.id AND a.level = ? AND a.due_day = t.due_day)
  UNION ALL SELECT m.case_id, m.id FROM insp_wf_timer m WHERE m.state IN ('armed', 'referred') AND m.due_day < ?
    AND (m.case_id > ? OR (m.case_id = ? AND m.id > ?))
    AND NOT EXISTS (SELECT 1 FROM insp_wf_alert a WHERE a.case_id = m.case_id AND a.deadline = m.id AND a.level = ? AND a.due_day = m.due_day)
    AND NOT EXISTS (SELECT 1 FROM insp_wf_task k WHERE k.case_id = m.case_id AND k.token = m.activation AND k.state = 'open'
      AND k.kind = 'work' AND k.deadline_key = m.deadline_key)) x
ORDER BY case_id, id LIMIT 200
