SELECT w.lu_id, w.province_code, w.district_code, w.workplace_id, w.name_lo, w.name_en, w.province, w.district
FROM reg_workplace w WHERE w.derived = 0 ORDER BY w.workplace_id
