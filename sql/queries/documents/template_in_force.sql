SELECT id, language, kind, version, valid_from, blob_id, sha256, file_name, note, uploaded_at, uploaded_by FROM insp_template
WHERE language = ? AND kind = ? AND valid_from <= ? ORDER BY valid_from DESC, version DESC LIMIT 1
