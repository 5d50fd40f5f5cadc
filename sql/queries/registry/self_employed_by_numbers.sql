SELECT member_id FROM reg_self_employed
WHERE (ss_no = ? AND ss_no <> '') OR (id_no = ? AND id_no <> '') ORDER BY member_id LIMIT 20
