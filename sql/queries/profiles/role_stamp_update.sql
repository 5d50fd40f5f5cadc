UPDATE insp_role_stamp SET version = ?, content_hash = ?, loaded_at = ? WHERE id = 1
