INSERT INTO insp_link_run_part (run_id, part, state, stage, done_work, all_work, model_sha256, snapshot_sha256, as_of, seed, left_rows, right_rows,
  compared, linked, to_review, pairs_capped, link_ppm, review_ppm, millis, fields, report, inputs_sha256, revision, same_as)
SELECT ?, part, 'unchanged', '', 0, 0, model_sha256, snapshot_sha256, as_of, seed, left_rows, right_rows,
  compared, linked, to_review, pairs_capped, link_ppm, review_ppm, ?, fields, report, inputs_sha256, revision, run_id
FROM insp_link_run_part WHERE run_id = ? AND part = ?
