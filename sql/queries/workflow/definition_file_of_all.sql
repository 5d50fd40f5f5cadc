-- One file as every deployed bundle holds it, the earliest day first.
SELECT bundle, label, valid_from, bundle_hash, content FROM insp_wf_definition WHERE file = ? ORDER BY valid_from, bundle
