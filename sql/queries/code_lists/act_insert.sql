INSERT INTO insp_code_act (id, list, kind, day, reference, revision, entered_by, entered_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
