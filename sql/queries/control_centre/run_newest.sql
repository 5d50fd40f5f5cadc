SELECT state, ended_at FROM insp_link_run ORDER BY run_id DESC LIMIT 1
