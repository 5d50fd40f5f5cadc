INSERT INTO insp_blob (id, sha256, size_bytes, chunk_count, content_type, created_at, kept_at)
VALUES (?, NULL, ?, 0, ?, ?, ?)
