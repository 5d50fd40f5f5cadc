SELECT id, label, from_bundle, from_draft, state, owner, created_at, changed_by, changed_at, proposal, bytes, version FROM insp_wf_draft WHERE id = ?
