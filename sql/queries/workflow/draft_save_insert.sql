INSERT INTO insp_wf_draft_save (draft, number, saved_by, saved_at, note) VALUES (?, ?, ?, ?, ?)
