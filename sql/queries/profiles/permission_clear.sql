DELETE FROM insp_permission
