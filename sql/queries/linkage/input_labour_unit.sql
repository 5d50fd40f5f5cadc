SELECT u.lu_id, u.ss_reg_no, u.name_lo, u.name_en, u.sector, u.province, u.district, u.village, u.address, u.phone, u.director_name,
       u.reg_date, u.status, u.close_date
FROM reg_labour_unit u ORDER BY u.lu_id
