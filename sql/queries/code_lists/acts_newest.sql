SELECT id, list, kind, day, reference, revision, entered_by, entered_at FROM insp_code_act
WHERE list = ? ORDER BY revision DESC LIMIT 50
