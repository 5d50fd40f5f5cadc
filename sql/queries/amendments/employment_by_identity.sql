-- The newest employment at the unit of whoever has this identity card number, or this key of the register.
SELECT w.given_lo, w.surname_lo, w.id_no, w.sex, w.dob, e.start_date
FROM reg_employment e JOIN reg_worker w ON w.worker_id = e.worker_id
WHERE e.lu_id = ? AND ((? <> '' AND w.id_no = ?) OR (? <> '' AND w.worker_id = ?))
ORDER BY e.start_date DESC, e.emp_id DESC LIMIT 1
