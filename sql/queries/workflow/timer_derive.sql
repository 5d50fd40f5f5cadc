UPDATE insp_wf_timer SET state = ?, due_day = ?, days = ?, calendar = ?, rule_version = ?, legal_basis = ?, confirmed = ?,
  calendar_rev = ?, extra_days = ? WHERE case_id = ? AND id = ?
