-- Who saved a file of a draft last, or took it away.
SELECT s.saved_by FROM insp_wf_draft_file f JOIN insp_wf_draft_save s ON s.draft = f.draft AND s.number = f.number
WHERE f.draft = ? AND f.file = ? ORDER BY f.number DESC LIMIT 1
