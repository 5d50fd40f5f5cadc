SELECT lu_id, province_code, district_code FROM reg_labour_unit
