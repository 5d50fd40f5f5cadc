SELECT m.worker_id, m.ss_no, m.given_lo, m.surname_lo, m.name_latin, m.sex, m.dob, m.id_no, m.phone,
       m.province_code, m.district_code, m.province, m.district, m.village, {{territory m}}, m.reg_date, m.nationality
FROM reg_worker m {{places m}}
WHERE m.worker_id = ?
  AND (EXISTS (SELECT 1 FROM reg_employment e
               JOIN reg_labour_unit u ON u.lu_id = e.lu_id {{places u}}
               WHERE e.worker_id = m.worker_id AND {{unit seen u}})
       OR ({{scope m}} AND NOT EXISTS (SELECT 1 FROM reg_employment n WHERE n.worker_id = m.worker_id)))
