UPDATE insp_decision SET state = ?, stayed = ?, in_part = ?, amount = ?, changes = changes + 1
WHERE case_id = ? AND id = ? AND changes = ?
