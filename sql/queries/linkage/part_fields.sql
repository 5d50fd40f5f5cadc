SELECT p.fields, p.link_ppm, p.review_ppm, p.as_of, r.started_at
FROM insp_link_run_part p JOIN insp_link_run r ON r.run_id = p.run_id WHERE p.run_id = ? AND p.part = ?
