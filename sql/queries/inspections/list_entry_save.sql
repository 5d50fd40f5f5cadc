UPDATE insp_unit_list_entry SET reason = ?, state = ?, case_id = ?, version = version + 1
WHERE list_id = ? AND id = ? AND version = ?
