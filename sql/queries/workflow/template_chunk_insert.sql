INSERT INTO insp_wf_template (sha256, seq, data) VALUES (?, ?, ?)
