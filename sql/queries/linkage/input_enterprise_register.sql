SELECT t.er_no, t.tin, t.name_lo, t.name_en, t.legal_form, t.isic, t.capital, t.director_name, t.address, t.village, t.district, t.province,
       t.phone, t.reg_date, t.status, t.dissolved_date
FROM insp_reg_snapshot s JOIN insp_reg_enterprise t ON t.snapshot_id = s.snapshot_id
WHERE s.source = 'enterprise_register' AND s.is_current = 1 ORDER BY t.line
