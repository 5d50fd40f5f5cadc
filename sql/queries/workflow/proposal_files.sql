SELECT file, content, sha256 FROM insp_wf_proposal_file WHERE proposal = ? ORDER BY file
