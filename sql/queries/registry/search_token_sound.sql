SELECT token_id, voiced FROM insp_reg_search_token WHERE index_id = ? AND skeleton = ? ORDER BY token_id LIMIT 2000
