SELECT COUNT(*) FROM insp_wf_draft WHERE owner = ? AND state = 'open'
