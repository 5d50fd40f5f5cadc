SELECT t.er_no, t.tin, t.name_lo, t.name_en, t.province, t.district, t.province_code, t.district_code
FROM insp_reg_snapshot s JOIN insp_reg_enterprise t ON t.snapshot_id = s.snapshot_id
WHERE s.source = 'enterprise_register' AND s.is_current = 1 ORDER BY t.line
