-- Everything that moves a file, in one round trip. Columns: kind, four numbers, six texts, one more number.
SELECT 'I' AS kind, rev AS n1, bundle AS n2, (SELECT c.revision FROM insp_wf_calendar c WHERE c.id = 1) AS n3,
  (SELECT COUNT(*) FROM insp_wf_suspension x WHERE x.case_id = insp_wf_instance.case_id) AS n4, process AS t1, state AS t2, territory AS t3, '' AS t4, '' AS t5, '' AS t6, 0 AS n5
  FROM insp_wf_instance WHERE case_id = ? AND id = ?
UNION ALL SELECT 'T', id, scope, 0, 0, node, via, state, '', '', '', 0
  FROM insp_wf_token WHERE case_id = ? AND instance = ?
UNION ALL SELECT 'K', id, token, timer, due_confirmed, node, kind, role, territory, assignee, form_key, 0
  FROM insp_wf_task WHERE case_id = ? AND instance = ? AND state = 'open'
UNION ALL SELECT 'M', id, activation, days, confirmed, node, deadline_key, state, due_day, anchor_day, calendar, round_no
  FROM insp_wf_timer WHERE case_id = ? AND instance = ? AND state IN ('armed', 'referred', 'suspended')
UNION ALL SELECT 'S', id, token, 0, 0, node, message, payload, '', '', '', 0
  FROM insp_wf_subscription WHERE case_id = ? AND instance = ?
UNION ALL SELECT 'V', kind, 0, 0, 0, name, value, '', '', '', '', 0
  FROM insp_wf_variable WHERE case_id = ? AND instance = ?
UNION ALL SELECT 'X', id, token, attempts, 0, node, code, data, '', '', '', 0
  FROM insp_wf_incident WHERE case_id = ? AND instance = ? AND state = 'open'
ORDER BY 1, 2
