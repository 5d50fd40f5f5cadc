DELETE FROM insp_link_run_part WHERE run_id = ? AND part = ?
