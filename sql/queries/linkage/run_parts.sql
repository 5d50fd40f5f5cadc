SELECT part, state, stage, done_work, all_work, left_rows, right_rows, compared, linked, to_review, pairs_capped, millis, as_of, report
FROM insp_link_run_part WHERE run_id = ?
