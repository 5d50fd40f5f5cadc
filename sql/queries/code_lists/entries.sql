SELECT code, level, parent, name_lo, name_en, other_names, serves, valid_from, valid_to, source, begun_by, ended_by, town_lo, town_en, contact_lo, contact_en
FROM insp_code_entry WHERE list = ? ORDER BY code, valid_from
