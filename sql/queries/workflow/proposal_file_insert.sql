INSERT INTO insp_wf_proposal_file (proposal, file, content, sha256) VALUES (?, ?, ?, ?)
