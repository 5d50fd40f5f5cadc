SELECT document_id, came_on FROM insp_incoming WHERE case_id = ? AND kind = ? ORDER BY id DESC LIMIT 1
