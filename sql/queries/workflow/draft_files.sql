-- The files as they stood after a save, the gone ones too.
SELECT f.file, f.number, f.gone, f.content, f.sha256 FROM insp_wf_draft_file f
WHERE f.draft = ? AND f.number = (SELECT MAX(g.number) FROM insp_wf_draft_file g WHERE g.draft = f.draft AND g.file = f.file AND g.number <= ?)
ORDER BY f.file
