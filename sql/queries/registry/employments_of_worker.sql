SELECT e.emp_id, e.lu_id, e.worker_id, e.start_date, e.reg_date, e.end_date
FROM reg_employment e
JOIN reg_labour_unit u ON u.lu_id = e.lu_id {{places u}}
WHERE e.worker_id = ? AND {{unit seen u}}
ORDER BY e.start_date, e.emp_id
