SELECT member_id, ss_no, id_no, given_lo, surname_lo, name_latin, province, district, province_code, district_code
FROM reg_self_employed ORDER BY member_id
