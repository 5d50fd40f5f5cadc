-- What other registers know, as dated snapshots of their files; never changed once loaded.
CREATE TABLE insp_reg_snapshot (
  snapshot_id {{id}} NOT NULL PRIMARY KEY,
  source {{text:32}} NOT NULL,
  sha256 {{text:64}} NOT NULL,
  row_count {{i64}} NOT NULL,
  as_of {{day}} NOT NULL,
  period_from {{text:10}},
  period_to {{text:10}},
  loaded_at {{ts}} NOT NULL,
  is_current {{bool}} NOT NULL,
  UNIQUE (source, sha256)
);
CREATE TABLE insp_reg_tax_employer (
  snapshot_id {{i64}} NOT NULL,
  line {{i64}} NOT NULL,
  tin {{text:64}} NOT NULL,
  name {{text:400}},
  name_alt {{text:400}},
  address {{text:600}},
  district {{text:200}},
  province {{text:200}},
  phone {{text:100}},
  isic {{text:40}},
  status {{text:40}},
  reg_date {{day}},
  province_code {{text:2}},
  district_code {{text:4}},
  PRIMARY KEY (snapshot_id, line)
);
CREATE INDEX ix_reg_tax_employer_tin ON insp_reg_tax_employer (snapshot_id, tin);
CREATE TABLE insp_reg_tax_payroll (
  snapshot_id {{i64}} NOT NULL,
  line {{i64}} NOT NULL,
  tin {{text:64}} NOT NULL,
  tax_emp_id {{text:64}},
  employee_name {{text:400}},
  id_no {{text:64}},
  from_month {{text:7}},
  to_month {{text:7}},
  monthly_gross {{i64}},
  PRIMARY KEY (snapshot_id, line)
);
CREATE INDEX ix_reg_tax_payroll_tin ON insp_reg_tax_payroll (snapshot_id, tin, from_month);
CREATE TABLE insp_reg_enterprise (
  snapshot_id {{i64}} NOT NULL,
  line {{i64}} NOT NULL,
  er_no {{text:64}} NOT NULL,
  tin {{text:64}},
  name_lo {{text:400}},
  name_en {{text:400}},
  legal_form {{text:40}},
  isic {{text:40}},
  capital {{i64}},
  director_name {{text:200}},
  address {{text:600}},
  village {{text:200}},
  district {{text:200}},
  province {{text:200}},
  phone {{text:100}},
  reg_date {{day}},
  status {{text:40}},
  dissolved_date {{day}},
  province_code {{text:2}},
  district_code {{text:4}},
  PRIMARY KEY (snapshot_id, line)
);
CREATE INDEX ix_reg_enterprise_er ON insp_reg_enterprise (snapshot_id, er_no);
CREATE INDEX ix_reg_enterprise_tin ON insp_reg_enterprise (snapshot_id, tin);
CREATE TABLE insp_reg_molsw (
  snapshot_id {{i64}} NOT NULL,
  line {{i64}} NOT NULL,
  molsw_id {{text:64}} NOT NULL,
  name_lo {{text:400}},
  name_latin {{text:400}},
  sex {{text:16}},
  dob {{day}},
  id_no {{text:64}},
  employer_name {{text:400}},
  province {{text:200}},
  district {{text:200}},
  start_date {{day}},
  province_code {{text:2}},
  district_code {{text:4}},
  PRIMARY KEY (snapshot_id, line)
);
CREATE INDEX ix_reg_molsw_id ON insp_reg_molsw (snapshot_id, id_no);
CREATE TABLE insp_reg_civil (
  snapshot_id {{i64}} NOT NULL,
  line {{i64}} NOT NULL,
  civil_id {{text:64}} NOT NULL,
  id_no {{text:64}},
  family_book {{text:64}},
  given_lo {{text:200}},
  surname_lo {{text:200}},
  name_latin {{text:400}},
  sex {{text:16}},
  dob {{day}},
  province {{text:200}},
  district {{text:200}},
  village {{text:200}},
  status {{text:40}},
  death_date {{day}},
  province_code {{text:2}},
  district_code {{text:4}},
  PRIMARY KEY (snapshot_id, line)
);
CREATE INDEX ix_reg_civil_id ON insp_reg_civil (snapshot_id, id_no);
CREATE TABLE insp_reg_inspection (
  snapshot_id {{i64}} NOT NULL,
  line {{i64}} NOT NULL,
  insp_id {{text:64}} NOT NULL,
  lu_id {{text:64}} NOT NULL,
  insp_month {{text:7}},
  selection {{text:40}},
  found_codes {{text:400}},
  PRIMARY KEY (snapshot_id, line)
);
CREATE INDEX ix_reg_inspection_unit ON insp_reg_inspection (snapshot_id, lu_id);
