-- What the day of an open task is derived from, after its file moved to another bundle.
UPDATE insp_wf_task SET deadline_key = ?, anchor_day = ?, days = ?, calendar = ?, rule_version = ?, legal_basis = ?, calendar_rev = ?
WHERE case_id = ? AND id = ? AND state = 'open'
