-- Snapshots of one source, newest first; those that came through a file of an agency with what could not be read of it.
SELECT s.as_of, s.loaded_at, s.row_count, s.is_current, l.id, l.rows_bad, l.state, l.file_name
FROM insp_reg_snapshot s LEFT JOIN insp_imp_load l ON l.snapshot_id = s.snapshot_id
WHERE s.source = ? AND s.sha256 NOT LIKE 'filling %' ORDER BY s.loaded_at DESC, s.snapshot_id DESC LIMIT ?
