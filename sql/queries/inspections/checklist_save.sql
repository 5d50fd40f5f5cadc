UPDATE insp_checklist_answer SET answer = ?, note = ?, version = version + 1 WHERE case_id = ? AND visit_id = ? AND item = ?
