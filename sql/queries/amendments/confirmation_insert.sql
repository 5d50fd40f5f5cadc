INSERT INTO insp_amendment_confirmation (id, batch, sha256, file_name, blob_id, state, applied, refused, brought_at, brought_by)
VALUES (?, ?, ?, ?, ?, 'seen', ?, ?, ?, ?)
