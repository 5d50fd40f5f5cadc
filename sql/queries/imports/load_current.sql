SELECT id, source, state, file_name, blob_id, file_kind, sha256, bytes, fingerprint, profile, profile_version, profile_content, as_of, snapshot_id, compared_with, last_line, rows_good, rows_bad, header, findings, notes, ordered_by, ordered_at, ended_at, decided_by, decided_at, decided_why, version
FROM insp_imp_load WHERE source = ? AND state = 'current'
