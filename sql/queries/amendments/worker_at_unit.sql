SELECT DISTINCT w.worker_id, w.given_lo, w.surname_lo, w.name_latin
FROM reg_employment e JOIN reg_worker w ON w.worker_id = e.worker_id
WHERE e.lu_id = ? AND (w.worker_id = ? OR w.ss_no = ?)
ORDER BY w.worker_id
