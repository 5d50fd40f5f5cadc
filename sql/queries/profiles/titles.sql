SELECT code, name_lo, name_en FROM insp_title ORDER BY place
