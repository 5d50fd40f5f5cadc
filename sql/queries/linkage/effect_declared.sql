SELECT COUNT(DISTINCT worker_id) FROM reg_contribution WHERE lu_id = ? AND month = ?
