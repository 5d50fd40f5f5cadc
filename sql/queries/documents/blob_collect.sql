DELETE FROM insp_blob WHERE id = ? AND kept_at < ?
AND NOT EXISTS (SELECT 1 FROM insp_blob_hold h WHERE h.blob_id = insp_blob.id)
