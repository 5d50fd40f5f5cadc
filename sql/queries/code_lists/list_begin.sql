INSERT INTO insp_code_list (list, revision, source_hash) VALUES (?, 0, '')
