UPDATE insp_blob SET kept_at = ? WHERE id = ? AND sha256 IS NOT NULL
