SELECT m.worker_id, m.ss_no, m.given_lo, m.surname_lo, m.name_latin, m.sex, m.dob, m.id_no, m.phone,
       m.province_code, m.district_code, m.province, m.district, m.village, {{territory m}}, m.reg_date, m.nationality,
       e.emp_id, e.lu_id, e.worker_id, e.start_date, e.reg_date, e.end_date,
       c.declared_wage, c.due, c.paid, c.paid_date
FROM reg_employment e
JOIN reg_worker m ON m.worker_id = e.worker_id {{places m}}
LEFT JOIN reg_contribution c ON c.lu_id = e.lu_id AND c.worker_id = e.worker_id AND c.month = ? AND c.line = 1
WHERE e.lu_id = ? AND e.emp_id > ?
  AND (e.start_date IS NULL OR e.start_date <= ?) AND (e.end_date IS NULL OR e.end_date >= ?)
ORDER BY e.emp_id
LIMIT ?
