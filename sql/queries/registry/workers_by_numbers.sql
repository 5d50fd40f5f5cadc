SELECT worker_id FROM reg_worker
WHERE (ss_no = ? AND ss_no <> '') OR (id_no = ? AND id_no <> '') ORDER BY worker_id LIMIT 20
