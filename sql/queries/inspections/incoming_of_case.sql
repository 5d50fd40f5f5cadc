SELECT kind, came_on, party, content, recorded_at, recorded_by, institution FROM insp_incoming WHERE case_id = ? ORDER BY id
