SELECT line, field, code, value_text FROM insp_imp_warning WHERE load_id = ? ORDER BY line, field
