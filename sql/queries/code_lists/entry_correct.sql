UPDATE insp_code_entry SET level = ?, parent = ?, name_lo = ?, name_en = ?, source = ?, valid_to = NULL, ended_by = NULL, begun_by = ?
WHERE list = ? AND code = ? AND valid_from = ?
