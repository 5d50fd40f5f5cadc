SELECT 1 FROM insp_wf_template WHERE sha256 = ? LIMIT 1
