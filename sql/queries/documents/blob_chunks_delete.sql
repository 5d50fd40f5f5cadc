DELETE FROM insp_blob_chunk WHERE blob_id = ?
