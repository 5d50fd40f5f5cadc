-- @only postgresql, sqlite
DROP INDEX ix_reg_tax_payroll_key;
-- @only mariadb
DROP INDEX ix_reg_tax_payroll_key ON insp_reg_tax_payroll;
-- @only postgresql, sqlite
DROP INDEX ix_reg_molsw_key;
-- @only mariadb
DROP INDEX ix_reg_molsw_key ON insp_reg_molsw;
-- @only postgresql, sqlite
DROP INDEX ix_reg_civil_key;
-- @only mariadb
DROP INDEX ix_reg_civil_key ON insp_reg_civil;
-- @only postgresql, sqlite
DROP INDEX ix_reg_search_doc_key;
-- @only mariadb
DROP INDEX ix_reg_search_doc_key ON insp_reg_search_doc;
DROP TABLE insp_entity_number;
