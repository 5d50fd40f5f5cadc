SELECT w.worker_id, w.given_lo, w.surname_lo, w.name_latin FROM reg_worker w WHERE w.worker_id = ? OR w.ss_no = ? ORDER BY w.worker_id
