INSERT INTO insp_link_sample (sample_id, part, week, seed, population, drawn_at) VALUES (?, ?, ?, ?, ?, ?)
