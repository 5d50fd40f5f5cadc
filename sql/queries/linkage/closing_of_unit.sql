SELECT close_date FROM reg_labour_unit WHERE lu_id = ? AND close_date IS NOT NULL
