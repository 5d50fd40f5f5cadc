UPDATE insp_wf_timer SET node = ?, deadline_key = ?, rule_version = ?, calendar = ?, legal_basis = ?, days = ?, due_day = ?, confirmed = ?, calendar_rev = ?, state = ? WHERE case_id = ? AND id = ?
