SELECT lu_id, ss_reg_no, name_lo, name_en, province, district, province_code, district_code FROM reg_labour_unit ORDER BY lu_id
