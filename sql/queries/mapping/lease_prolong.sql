UPDATE insp_copy_state SET leased_until = ? WHERE view_name = '' AND holder = ?
