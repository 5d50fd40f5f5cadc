SELECT t.molsw_id, t.name_lo, t.name_latin, t.sex, t.dob, t.id_no, t.employer_name, t.province, t.district, t.start_date
FROM insp_reg_snapshot s JOIN insp_reg_molsw t ON t.snapshot_id = s.snapshot_id
WHERE s.source = 'molsw_workers' AND s.is_current = 1 ORDER BY t.line
