UPDATE insp_wf_task SET due_day = ?, days = ?, calendar = ?, rule_version = ?, legal_basis = ?, due_confirmed = ?,
  calendar_rev = ?, extra_days = ? WHERE case_id = ? AND id = ?
