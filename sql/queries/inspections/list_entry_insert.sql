INSERT INTO insp_unit_list_entry (list_id, id, unit_key, unit_name, territory, reason, state, case_id, version)
VALUES (?, ?, ?, ?, ?, ?, 'listed', NULL, 1)
