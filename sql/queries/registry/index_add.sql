INSERT INTO insp_reg_index (index_id, content, built_at, is_current, documents, tokens, grams, postings, numbers)
VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?)
