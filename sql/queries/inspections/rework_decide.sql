UPDATE insp_rework SET state = ?, refusal = ?, decided_at = ?, decided_by = ?, version = version + 1
WHERE case_id = ? AND id = ? AND state = 'asked' AND version = ?
