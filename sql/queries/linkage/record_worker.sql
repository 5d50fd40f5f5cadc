SELECT w.worker_id, w.ss_no, w.given_lo, w.surname_lo, w.name_latin, w.sex, w.dob, w.id_no, w.phone, w.province, w.district, w.village,
       w.reg_date, w.nationality
FROM reg_worker w WHERE w.worker_id = ?
