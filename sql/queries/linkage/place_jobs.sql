-- Where the units lie that employed a worker; which was the last one is told by Inputs' own order.
SELECT e.lu_id, e.start_date, e.end_date, u.province_code, u.district_code
FROM reg_employment e JOIN reg_labour_unit u ON u.lu_id = e.lu_id
WHERE e.worker_id = ?
