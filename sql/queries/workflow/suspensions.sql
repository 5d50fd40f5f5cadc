SELECT id, from_day, to_day, reason, document, suspended_by, suspended_at, resumed_by, resumed_at, resumed_reason,
  resumed_document, version FROM insp_wf_suspension WHERE case_id = ? ORDER BY from_day, id
