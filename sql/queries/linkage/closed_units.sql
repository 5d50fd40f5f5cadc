SELECT lu_id, close_date FROM reg_labour_unit WHERE status = 'CLOSED' AND close_date IS NOT NULL
