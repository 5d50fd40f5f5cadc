INSERT INTO insp_paper_file (case_id, id, number_key, kept_at, note, imported_at, imported_by) VALUES (?, ?, ?, ?, ?, ?, ?)
