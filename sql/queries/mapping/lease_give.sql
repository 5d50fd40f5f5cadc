UPDATE insp_copy_state SET holder = NULL, leased_until = NULL WHERE view_name = '' AND holder = ?
