INSERT INTO insp_blob_chunk (blob_id, seq, data) VALUES (?, ?, ?)
