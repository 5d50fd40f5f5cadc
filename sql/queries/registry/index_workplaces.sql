SELECT lu_id, province_code, district_code FROM reg_workplace WHERE derived = 0
