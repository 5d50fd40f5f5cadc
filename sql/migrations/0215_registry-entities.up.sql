-- The one code model: which numbers of other registers belong to a labour unit, a workplace or a worker of LSSO's own.
-- The MIS's numbers are read from its views and do not stand here. A row is ended, never deleted: valid_to is the day
-- from which it no longer holds.
CREATE TABLE insp_entity_number (
  number_id {{id}} NOT NULL PRIMARY KEY,
  entity_kind {{text:16}} NOT NULL,
  lsso_id {{text:64}} NOT NULL,
  register {{text:32}} NOT NULL,
  register_id {{text:64}} NOT NULL,
  number_kind {{text:16}} NOT NULL,
  number_text {{text:64}} NOT NULL,
  number_key {{text:64}} NOT NULL,
  source {{text:8}} NOT NULL,
  confidence_ppm {{i64}},
  as_of {{day}},
  link_id {{i64}} NOT NULL,
  valid_from {{day}} NOT NULL,
  valid_to {{day}}
);
CREATE INDEX ix_entity_number_of ON insp_entity_number (entity_kind, lsso_id);
CREATE INDEX ix_entity_number_key ON insp_entity_number (number_key);
CREATE INDEX ix_entity_number_register ON insp_entity_number (register, register_id);
CREATE INDEX ix_entity_number_link ON insp_entity_number (link_id);
CREATE INDEX ix_reg_search_doc_key ON insp_reg_search_doc (index_id, kind, doc_key);
-- An entry is opened by its key.
CREATE INDEX ix_reg_civil_key ON insp_reg_civil (snapshot_id, civil_id);
CREATE INDEX ix_reg_molsw_key ON insp_reg_molsw (snapshot_id, molsw_id);
CREATE INDEX ix_reg_tax_payroll_key ON insp_reg_tax_payroll (snapshot_id, tax_emp_id);
