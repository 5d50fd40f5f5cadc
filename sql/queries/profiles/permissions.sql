SELECT code, name_lo, name_en FROM insp_permission ORDER BY code
