INSERT INTO insp_checklist_answer (case_id, id, visit_id, item, answer, note, version) VALUES (?, ?, ?, ?, ?, ?, 1)
