INSERT INTO insp_evidence (case_id, id, visit_id, kind, title, file_name, content_type, blob_id, byte_count, sha256, received_at, received_by)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
