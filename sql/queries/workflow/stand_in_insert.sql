INSERT INTO insp_wf_stand_in (case_id, task, done_for) VALUES (?, ?, ?)
