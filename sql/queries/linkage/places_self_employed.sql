SELECT member_id, province_code, district_code FROM reg_self_employed
