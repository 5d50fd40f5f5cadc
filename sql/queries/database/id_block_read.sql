SELECT next_value FROM insp_id_block WHERE series = ?
