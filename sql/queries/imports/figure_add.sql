INSERT INTO insp_imp_figure (load_id, field, filled, distinct_values, bad, lowest, highest, warned) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
