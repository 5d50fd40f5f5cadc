INSERT INTO insp_wf_draft_file (draft, file, number, gone, content, sha256) VALUES (?, ?, ?, ?, ?, ?)
