SELECT t.tin, t.tax_emp_id, t.employee_name, t.id_no, t.from_month, t.to_month, t.monthly_gross
FROM insp_reg_snapshot s JOIN insp_reg_tax_payroll t ON t.snapshot_id = s.snapshot_id
WHERE s.source = 'tax_payroll' AND s.is_current = 1 ORDER BY t.tax_emp_id, t.from_month DESC, t.line DESC
