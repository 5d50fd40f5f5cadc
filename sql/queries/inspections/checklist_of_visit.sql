SELECT item, answer, note, version FROM insp_checklist_answer WHERE case_id = ? AND visit_id = ? ORDER BY id
