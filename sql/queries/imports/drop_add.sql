INSERT INTO insp_imp_drop (source, looked_at, waiting, refused, problem) VALUES (?, ?, ?, ?, ?)
