-- Provinces and districts with every name that they had, those begun by the day.
SELECT p.code, p.level, p.parent, p.name_lo, p.name_en, p.other_names, p.valid_from, p.valid_to
FROM insp_place_names p WHERE p.level IN ('province', 'district') AND p.valid_from <= ? ORDER BY p.code, p.valid_from
