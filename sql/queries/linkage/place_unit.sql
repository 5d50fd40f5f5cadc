SELECT province_code, district_code FROM reg_labour_unit WHERE lu_id = ?
