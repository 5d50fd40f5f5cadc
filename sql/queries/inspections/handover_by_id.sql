SELECT id, leaver, reason, planned_by, planned_at FROM insp_handover WHERE id = ?
