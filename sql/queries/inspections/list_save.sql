UPDATE insp_unit_list SET state = ?, version = version + 1 WHERE id = ? AND version = ?
