SELECT finding, count(*) FROM insp_roll_entry WHERE case_id = ? AND visit_id = ? GROUP BY finding
