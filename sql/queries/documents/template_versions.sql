SELECT id, language, kind, version, valid_from, blob_id, sha256, file_name, note, uploaded_at, uploaded_by FROM insp_template
WHERE language = ? AND kind = ? ORDER BY version DESC
