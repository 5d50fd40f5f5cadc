SELECT t.molsw_id, t.id_no, t.name_lo, t.name_latin, t.province, t.district, t.province_code, t.district_code
FROM insp_reg_snapshot s JOIN insp_reg_molsw t ON t.snapshot_id = s.snapshot_id
WHERE s.source = 'molsw_workers' AND s.is_current = 1 AND t.id_no IS NOT NULL ORDER BY t.line
