UPDATE insp_link_run_part SET stage = ?, done_work = ?, all_work = ? WHERE run_id = ? AND part = ?
