SELECT count(due), coalesce(sum(due), 0) FROM reg_contribution WHERE lu_id = ? AND month = ?
