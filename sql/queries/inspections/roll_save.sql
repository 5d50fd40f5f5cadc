UPDATE insp_roll_entry SET finding = ?, found_wage = ?, works_since = ?, source = ?, note = ?, position = ?, seen_at = ?, version = version + 1
WHERE case_id = ? AND id = ? AND version = ?
