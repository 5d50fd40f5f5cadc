SELECT state, count(*) FROM insp_job GROUP BY state
