SELECT t.er_no, t.tin, t.name_lo, t.name_en, t.legal_form, t.isic, t.director_name, t.phone, t.status, t.capital,
       t.reg_date, t.dissolved_date,
       t.province_code, t.district_code, t.province, t.district, t.village, t.address, {{territory t}}, s.source, s.as_of, s.loaded_at, s.row_count, s.period_from, s.period_to
FROM insp_reg_snapshot s
JOIN insp_reg_enterprise t ON t.snapshot_id = s.snapshot_id {{places t}}
WHERE s.source = 'enterprise_register' AND s.is_current = 1 AND (t.er_no = ? OR t.tin = ?) AND {{scope t}}
ORDER BY t.line
