SELECT worker_id, province_code, district_code FROM reg_worker
