SELECT t.tin, t.name, t.name_alt, t.address, t.district, t.province, t.phone, t.isic, t.status, t.reg_date
FROM insp_reg_snapshot s JOIN insp_reg_tax_employer t ON t.snapshot_id = s.snapshot_id
WHERE s.source = 'tax_employer' AND s.is_current = 1 AND t.tin = ? ORDER BY t.line
