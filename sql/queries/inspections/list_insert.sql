INSERT INTO insp_unit_list (id, number, title, origin, territory, state, created_at, created_by, version)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)
