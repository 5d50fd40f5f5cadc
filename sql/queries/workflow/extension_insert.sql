INSERT INTO insp_wf_extension (case_id, id, instance, activation, deadline_key, days, article, reason, document, extended_by, extended_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
