INSERT INTO insp_template (id, language, kind, version, valid_from, blob_id, sha256, file_name, note, uploaded_at, uploaded_by)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
