SELECT id, node, deadline_key, anchor_day, rule_version, calendar, legal_basis, days, due_day, confirmed, state
FROM insp_wf_timer WHERE case_id = ? AND state IN ('armed', 'referred', 'suspended') ORDER BY due_day, id
