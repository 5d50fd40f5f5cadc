INSERT INTO insp_role_stamp (id, version, content_hash, loaded_at) VALUES (1, ?, ?, ?)
