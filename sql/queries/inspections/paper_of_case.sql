SELECT number_key, kept_at, note, imported_at, imported_by FROM insp_paper_file WHERE case_id = ?
