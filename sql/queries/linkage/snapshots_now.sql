SELECT source, sha256 FROM insp_reg_snapshot
WHERE is_current = 1 AND source IN ('tax_employer', 'tax_payroll', 'enterprise_register', 'molsw_workers', 'civil_register')
ORDER BY source
