INSERT INTO insp_wf_draft (id, label, from_bundle, from_draft, state, owner, created_at, changed_by, changed_at) VALUES (?, ?, ?, ?, 'open', ?, ?, ?, ?)
