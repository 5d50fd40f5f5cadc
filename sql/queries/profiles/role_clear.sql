DELETE FROM insp_role
