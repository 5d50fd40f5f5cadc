UPDATE insp_wf_alert SET state = 'acknowledged', acknowledged_by = ?, acknowledged_at = ?, version = version + 1
WHERE case_id = ? AND id = ? AND state = 'open' AND version = ?
