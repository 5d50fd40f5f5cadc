SELECT m.member_id, m.ss_no, m.given_lo, m.surname_lo, m.name_latin, m.sex, m.dob, m.id_no, m.phone, m.province, m.district, m.village,
       m.activity, m.reg_date, m.status, m.close_date
FROM reg_self_employed m WHERE m.member_id = ?
