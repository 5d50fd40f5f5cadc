SELECT outcome, COUNT(*) FROM insp_wf_plan_line WHERE plan = ? AND pass = ? GROUP BY outcome
