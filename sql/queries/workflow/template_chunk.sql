SELECT data FROM insp_wf_template WHERE sha256 = ? AND seq = ?
