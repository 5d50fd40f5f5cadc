UPDATE insp_copy_state SET index_owed = 1 WHERE view_name = ''
