SELECT bundle FROM insp_wf_definition WHERE bundle_hash = ? AND valid_from = ? LIMIT 1
