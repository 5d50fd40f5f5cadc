SELECT u.lu_id, u.name_lo, u.name_en FROM reg_labour_unit u WHERE u.lu_id = ? OR u.ss_reg_no = ? ORDER BY u.lu_id
