INSERT INTO insp_reg_snapshot (snapshot_id, source, sha256, row_count, as_of, period_from, period_to, loaded_at, is_current)
VALUES (?, ?, ?, 0, ?, NULL, NULL, ?, 0)
