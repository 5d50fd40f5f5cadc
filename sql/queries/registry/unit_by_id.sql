SELECT u.lu_id, u.ss_reg_no, u.name_lo, u.name_en, u.sector, u.province_code, u.district_code, u.province, u.district,
       u.village, u.address, {{territory u}}, u.phone, u.director_name, u.reg_date, u.status, u.close_date
FROM reg_labour_unit u {{places u}}
WHERE u.lu_id = ? AND {{unit seen u}}
