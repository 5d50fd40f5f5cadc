SELECT r.tin, r.tax_emp_id, r.employee_name, r.id_no, r.from_month, r.to_month, r.monthly_gross
FROM insp_reg_snapshot s
JOIN insp_reg_tax_payroll r ON r.snapshot_id = s.snapshot_id
WHERE s.source = 'tax_payroll' AND s.is_current = 1 AND r.tin = ?
ORDER BY r.from_month DESC, r.line
LIMIT ?
