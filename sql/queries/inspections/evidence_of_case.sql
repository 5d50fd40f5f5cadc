SELECT id, visit_id, kind, title, file_name, content_type, blob_id, byte_count, sha256, received_at, received_by FROM insp_evidence WHERE case_id = ? ORDER BY id
