SELECT id, batch, sha256, file_name, blob_id, state, applied, refused, brought_at, brought_by, counted_at, counted_by,
  aside_at, aside_by, aside_reason, version
FROM insp_amendment_confirmation WHERE batch = ? ORDER BY brought_at DESC, id DESC
