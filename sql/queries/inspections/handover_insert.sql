INSERT INTO insp_handover (id, leaver, reason, planned_by, planned_at) VALUES (?, ?, ?, ?, ?)
