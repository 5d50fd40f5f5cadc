UPDATE insp_copy_state SET index_owed = 0 WHERE view_name = '' AND holder = ?
