SELECT index_id, content, documents, tokens, grams, postings, numbers FROM insp_reg_index WHERE is_current = 1
