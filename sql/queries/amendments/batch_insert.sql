INSERT INTO insp_amendment_batch (number, closed_at, closed_by, schema_version, changes, manifest_sha256, blob_id)
VALUES (?, ?, ?, ?, ?, ?, ?)
