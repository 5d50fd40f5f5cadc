INSERT INTO insp_background (case_id, id, topic, value, source, as_of, verdict, version) VALUES (?, ?, ?, ?, ?, ?, ?, 1)
