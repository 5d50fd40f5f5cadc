DELETE FROM insp_title
