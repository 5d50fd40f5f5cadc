UPDATE insp_code_list SET source_hash = ? WHERE list = ?
