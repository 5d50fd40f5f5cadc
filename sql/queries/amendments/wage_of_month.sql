SELECT count(declared_wage), coalesce(sum(declared_wage), 0) FROM reg_contribution WHERE lu_id = ? AND worker_id = ? AND month = ?
