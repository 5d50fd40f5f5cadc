SELECT b.id FROM insp_blob b LEFT JOIN insp_blob_hold h ON h.blob_id = b.id
WHERE h.blob_id IS NULL AND b.kept_at < ? ORDER BY b.kept_at, b.id LIMIT 200
