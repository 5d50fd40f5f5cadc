INSERT INTO insp_unit_list_event (list_id, id, entry_id, kind, content, at_time, by_user) VALUES (?, ?, ?, ?, ?, ?, ?)
