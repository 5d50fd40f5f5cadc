SELECT code, parent, kind, name_lo, name_en, valid_from, valid_to FROM insp_territory WHERE version = ? ORDER BY low
