DELETE FROM insp_copy_state WHERE view_name = ?
