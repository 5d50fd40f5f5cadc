SELECT file, content, label, bundle_hash, valid_from FROM insp_wf_definition WHERE bundle = ? ORDER BY file
