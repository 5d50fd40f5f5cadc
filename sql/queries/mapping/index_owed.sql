SELECT index_owed FROM insp_copy_state WHERE view_name = ''
