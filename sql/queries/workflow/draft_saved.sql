UPDATE insp_wf_draft SET changed_by = ?, changed_at = ?, bytes = bytes + ?, version = version + 1 WHERE id = ? AND version = ? AND state = 'open'
