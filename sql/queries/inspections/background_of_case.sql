SELECT id, topic, value, source, as_of, verdict, correction FROM insp_background WHERE case_id = ? ORDER BY id
