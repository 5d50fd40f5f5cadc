SELECT data FROM insp_blob_chunk WHERE blob_id = ? AND seq = ?
