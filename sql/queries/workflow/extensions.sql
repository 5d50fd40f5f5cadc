SELECT id, activation, deadline_key, days, article, reason, document, extended_by, extended_at
FROM insp_wf_extension WHERE case_id = ? ORDER BY extended_at, id
