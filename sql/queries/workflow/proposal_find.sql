SELECT id, label, bundle_hash, valid_from, reason, legal_reference, state, proposed_by, proposed_at, decided_by, decided_at, answer, bundle, version FROM insp_wf_proposal WHERE id = ?
