-- Open deadlines of one instance: kind, where it waits, what it is derived from.
SELECT 'M' AS kind, id, node, activation, deadline_key, anchor_day, days, calendar, rule_version, legal_basis, confirmed, state, due_day, extra_days, held_day, calendar_rev, held_on
  FROM insp_wf_timer WHERE case_id = ? AND instance = ? AND state IN ('armed', 'referred', 'suspended')
UNION ALL SELECT 'K', id, node, token, deadline_key, anchor_day, days, calendar, rule_version, legal_basis, due_confirmed, state, due_day, extra_days, NULL, calendar_rev, NULL
  FROM insp_wf_task WHERE case_id = ? AND instance = ? AND state = 'open' AND deadline_key <> ''
ORDER BY 2
