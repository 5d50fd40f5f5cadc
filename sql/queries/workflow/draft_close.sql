UPDATE insp_wf_draft SET state = ?, changed_by = ?, changed_at = ?, proposal = ? WHERE id = ? AND version = ? AND state = 'open'
