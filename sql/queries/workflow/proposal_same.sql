SELECT id FROM insp_wf_proposal WHERE bundle_hash = ? AND valid_from = ? AND state IN ('proposed', 'checked', 'approved') ORDER BY id LIMIT 1
