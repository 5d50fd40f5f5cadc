SELECT t.civil_id, t.id_no, t.family_book, t.given_lo, t.surname_lo, t.name_latin, t.sex, t.dob, t.province, t.district, t.village, t.status, t.death_date
FROM insp_reg_snapshot s JOIN insp_reg_civil t ON t.snapshot_id = s.snapshot_id
WHERE s.source = 'civil_register' AND s.is_current = 1 AND t.civil_id = ? ORDER BY t.line
