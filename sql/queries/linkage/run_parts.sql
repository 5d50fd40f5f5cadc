SELECT p.part, p.state, p.stage, p.done_work, p.all_work, p.left_rows, p.right_rows, p.compared, p.linked, p.to_review, p.pairs_capped, p.millis,
       p.as_of, p.report, s.ordered_at
FROM insp_link_run_part p LEFT JOIN insp_link_run s ON s.run_id = p.same_as
WHERE p.run_id = ?
