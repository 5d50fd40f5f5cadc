INSERT INTO insp_imp_warning (load_id, line, field, code, value_text) VALUES (?, ?, ?, ?, ?)
