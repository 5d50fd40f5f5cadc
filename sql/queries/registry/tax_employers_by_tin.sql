SELECT t.tin, t.name, t.name_alt, t.phone, t.isic, t.status, t.reg_date,
       t.province_code, t.district_code, t.province, t.district, NULL, t.address, {{territory t}}, s.source, s.as_of, s.loaded_at, s.row_count, s.period_from, s.period_to
FROM insp_reg_snapshot s
JOIN insp_reg_tax_employer t ON t.snapshot_id = s.snapshot_id {{places t}}
WHERE s.source = 'tax_employer' AND s.is_current = 1 AND t.tin = ? AND {{scope t}}
ORDER BY t.line
