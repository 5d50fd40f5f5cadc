SELECT w.workplace_id, w.lu_id, w.name_lo, w.name_en, w.province_code, w.district_code, w.province, w.district,
       w.village, w.address, {{territory w}}, w.phone, w.open_date, w.close_date, w.derived
FROM reg_workplace w {{places w}}
WHERE w.lu_id = ?
ORDER BY w.workplace_id
