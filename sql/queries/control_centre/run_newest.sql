SELECT state, ended_at FROM insp_link_run ORDER BY ordered_at DESC, run_id DESC LIMIT 1
