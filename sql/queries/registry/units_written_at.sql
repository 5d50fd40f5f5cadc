SELECT count(*) FROM reg_labour_unit u WHERE u.district_code = ? OR u.province_code = ?
