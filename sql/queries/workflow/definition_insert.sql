INSERT INTO insp_wf_definition (bundle, file, content, bundle_hash, label, valid_from, deployed_at, deployed_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
