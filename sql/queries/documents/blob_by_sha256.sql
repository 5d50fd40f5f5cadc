SELECT id, sha256, size_bytes, chunk_count, content_type FROM insp_blob WHERE sha256 = ?
