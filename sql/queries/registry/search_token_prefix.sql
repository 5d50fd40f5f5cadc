SELECT token_id, token FROM insp_reg_search_token WHERE index_id = ? AND token >= ? AND token < ? ORDER BY token LIMIT 300
