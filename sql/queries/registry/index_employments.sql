SELECT worker_id, lu_id FROM reg_employment
