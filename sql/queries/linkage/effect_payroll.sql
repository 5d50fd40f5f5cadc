-- People whom the unit's tax numbers pay in a month: those that count, but for one pair, and one more number.
SELECT COUNT(DISTINCT t.tax_emp_id)
FROM insp_reg_snapshot s JOIN insp_reg_tax_payroll t ON t.snapshot_id = s.snapshot_id
WHERE s.source = 'tax_payroll' AND s.is_current = 1 AND t.from_month <= ? AND (t.to_month IS NULL OR t.to_month = '' OR t.to_month >= ?)
  AND (t.tin = ? OR t.tin IN (SELECT l.register_id FROM insp_link l WHERE l.part = ? AND l.lsso_id = ? AND l.counts = 1 AND l.link_id <> ?))
