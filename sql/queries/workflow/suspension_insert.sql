INSERT INTO insp_wf_suspension (case_id, id, from_day, reason, document, suspended_by, suspended_at) VALUES (?, ?, ?, ?, ?, ?, ?)
