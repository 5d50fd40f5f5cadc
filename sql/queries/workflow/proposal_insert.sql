INSERT INTO insp_wf_proposal (id, label, bundle_hash, valid_from, reason, legal_reference, state, proposed_by, proposed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
