UPDATE insp_wf_incident SET code = ?, data = ?, attempts = ?, state = ?, closed_at = ? WHERE case_id = ? AND id = ?
