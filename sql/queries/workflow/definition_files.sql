SELECT file, content, label, bundle_hash FROM insp_wf_definition WHERE bundle = ? ORDER BY file
