SELECT id, due_day, confirmed, legal_basis FROM insp_wf_timer WHERE case_id = ? AND instance = ? AND node = ? ORDER BY id DESC LIMIT 1
