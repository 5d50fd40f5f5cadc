SELECT state, count(*) FROM insp_unit_list_entry WHERE list_id = ? GROUP BY state
