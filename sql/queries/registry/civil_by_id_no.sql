SELECT t.civil_id, t.id_no, t.family_book, t.given_lo, t.surname_lo, t.name_latin, t.sex, t.status, t.dob, t.death_date,
       t.province_code, t.district_code, t.province, t.district, t.village, NULL, {{territory t}}, s.source, s.as_of, s.loaded_at, s.row_count, s.period_from, s.period_to
FROM insp_reg_snapshot s
JOIN insp_reg_civil t ON t.snapshot_id = s.snapshot_id {{places t}}
WHERE s.source = 'civil_register' AND s.is_current = 1 AND t.id_no = ? AND {{scope t}}
ORDER BY t.line
