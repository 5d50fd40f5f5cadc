DROP TABLE insp_reg_inspection;
DROP TABLE insp_reg_civil;
DROP TABLE insp_reg_molsw;
DROP TABLE insp_reg_enterprise;
DROP TABLE insp_reg_tax_payroll;
DROP TABLE insp_reg_tax_employer;
DROP TABLE insp_reg_snapshot;
