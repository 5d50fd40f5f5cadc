SELECT revision, source_hash FROM insp_code_list WHERE list = ?
