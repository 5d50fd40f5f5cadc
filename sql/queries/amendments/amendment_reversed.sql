UPDATE insp_amendment SET reversed_by = ? WHERE case_id = ? AND id = ?
