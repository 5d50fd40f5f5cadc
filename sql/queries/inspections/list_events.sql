SELECT entry_id, kind, content, at_time, by_user FROM insp_unit_list_event WHERE list_id = ? ORDER BY at_time, id
