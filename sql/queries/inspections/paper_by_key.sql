SELECT case_id FROM insp_paper_file WHERE number_key = ?
