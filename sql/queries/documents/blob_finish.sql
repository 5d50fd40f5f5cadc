UPDATE insp_blob SET sha256 = ?, chunk_count = ?, kept_at = ? WHERE id = ? AND sha256 IS NULL
