INSERT INTO insp_territory_version (version, valid_from, is_current, content_hash, note, loaded_at)
VALUES (?, ?, 0, ?, ?, ?)
