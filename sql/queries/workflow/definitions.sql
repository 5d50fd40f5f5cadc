SELECT bundle, MIN(label), MIN(valid_from), MIN(bundle_hash) FROM insp_wf_definition GROUP BY bundle ORDER BY bundle DESC LIMIT ?
