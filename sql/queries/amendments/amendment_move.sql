UPDATE insp_amendment SET state = ?, cause = ?, proposed_at = ?, accepted_at = ?, accepted_by = ?, seen_at = ?, mis_reference = ?,
  sent_at = ?, late_at = ?, batch = ?, version = version + 1
WHERE case_id = ? AND id = ? AND version = ?
