SELECT count(DISTINCT e.worker_id)
FROM reg_employment e
WHERE e.lu_id = ? AND (e.start_date IS NULL OR e.start_date <= ?) AND (e.end_date IS NULL OR e.end_date >= ?)
