UPDATE insp_amendment_sent SET outcome = ?, reference = ?, answered_on = ?, reason = ?, confirmation = ?
WHERE case_id = ? AND amendment_id = ? AND batch = ? AND outcome = ''
