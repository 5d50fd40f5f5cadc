SELECT worker_id, lu_id, start_date, end_date FROM reg_employment WHERE lu_id IN (?, ?) ORDER BY worker_id, start_date
