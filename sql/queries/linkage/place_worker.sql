SELECT province_code, district_code FROM reg_worker WHERE worker_id = ?
