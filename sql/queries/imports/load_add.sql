INSERT INTO insp_imp_load (id, source, state, file_name, blob_id, file_kind, sha256, bytes, fingerprint, profile, profile_version, profile_content, as_of, snapshot_id, header, findings, ordered_by, ordered_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', ?, ?)
