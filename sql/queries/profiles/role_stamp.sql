SELECT version, content_hash FROM insp_role_stamp WHERE id = 1
