SELECT s.number, s.saved_by, s.saved_at, s.note, f.file, f.gone FROM insp_wf_draft_save s
LEFT JOIN insp_wf_draft_file f ON f.draft = s.draft AND f.number = s.number AND s.number > 1
WHERE s.draft = ? ORDER BY s.number DESC, f.file LIMIT ?
