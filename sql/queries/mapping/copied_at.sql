SELECT MAX(copied_at) FROM insp_copy_state
