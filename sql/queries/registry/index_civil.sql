SELECT t.civil_id, t.id_no, t.given_lo, t.surname_lo, t.name_latin, t.province, t.district, t.province_code, t.district_code
FROM insp_reg_snapshot s JOIN insp_reg_civil t ON t.snapshot_id = s.snapshot_id
WHERE s.source = 'civil_register' AND s.is_current = 1 AND t.id_no IS NOT NULL ORDER BY t.line
