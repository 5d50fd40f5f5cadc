UPDATE insp_code_entry SET valid_to = ?, ended_by = ? WHERE list = ? AND code = ? AND valid_to IS NULL
