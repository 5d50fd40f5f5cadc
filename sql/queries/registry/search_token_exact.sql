SELECT token_id, token FROM insp_reg_search_token WHERE index_id = ? AND token = ?
