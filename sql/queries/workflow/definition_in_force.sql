SELECT bundle, label, valid_from, bundle_hash FROM insp_wf_definition WHERE valid_from <= ? ORDER BY valid_from DESC, bundle DESC LIMIT 1
