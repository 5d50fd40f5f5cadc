-- A registry that is another database: its canonical rows, copied; each with a hash of itself, by which a later copy finds
-- what changed.
CREATE TABLE insp_copy_labour_unit (
  lu_id {{text:64}} NOT NULL,
  ss_reg_no {{text:64}},
  name_lo {{text:400}},
  name_en {{text:400}},
  sector {{text:100}},
  province_code {{text:2}},
  district_code {{text:4}},
  province {{text:200}},
  district {{text:200}},
  village {{text:200}},
  address {{text:600}},
  phone {{text:100}},
  director_name {{text:200}},
  reg_date {{day}},
  status {{text:40}},
  close_date {{day}},
  row_hash {{i64}} NOT NULL,
  PRIMARY KEY (lu_id)
);
CREATE TABLE insp_copy_workplace (
  workplace_id {{text:64}} NOT NULL,
  lu_id {{text:64}} NOT NULL,
  name_lo {{text:400}},
  name_en {{text:400}},
  province_code {{text:2}},
  district_code {{text:4}},
  province {{text:200}},
  district {{text:200}},
  village {{text:200}},
  address {{text:600}},
  phone {{text:100}},
  open_date {{day}},
  close_date {{day}},
  derived {{i64}} NOT NULL,
  row_hash {{i64}} NOT NULL,
  PRIMARY KEY (workplace_id)
);
CREATE TABLE insp_copy_worker (
  worker_id {{text:64}} NOT NULL,
  ss_no {{text:64}},
  given_lo {{text:200}},
  surname_lo {{text:200}},
  name_latin {{text:400}},
  sex {{text:16}},
  dob {{day}},
  id_no {{text:64}},
  phone {{text:100}},
  province_code {{text:2}},
  district_code {{text:4}},
  province {{text:200}},
  district {{text:200}},
  village {{text:200}},
  reg_date {{day}},
  nationality {{text:40}},
  row_hash {{i64}} NOT NULL,
  PRIMARY KEY (worker_id)
);
CREATE TABLE insp_copy_employment (
  emp_id {{text:64}} NOT NULL,
  lu_id {{text:64}} NOT NULL,
  worker_id {{text:64}} NOT NULL,
  start_date {{day}},
  reg_date {{day}},
  end_date {{day}},
  row_hash {{i64}} NOT NULL,
  PRIMARY KEY (emp_id)
);
CREATE TABLE insp_copy_contribution (
  lu_id {{text:64}} NOT NULL,
  worker_id {{text:64}} NOT NULL,
  month {{text:7}} NOT NULL,
  line {{i64}} NOT NULL,
  declared_wage {{i64}},
  due {{i64}},
  paid {{i64}},
  paid_date {{day}},
  row_hash {{i64}} NOT NULL,
  PRIMARY KEY (lu_id, month, worker_id, line)
);
CREATE TABLE insp_copy_benefit (
  benefit_id {{text:64}} NOT NULL,
  worker_id {{text:64}} NOT NULL,
  kind {{text:40}},
  from_date {{day}},
  to_date {{day}},
  amount {{i64}},
  row_hash {{i64}} NOT NULL,
  PRIMARY KEY (benefit_id)
);
CREATE INDEX ix_copy_labour_unit_ss ON insp_copy_labour_unit (ss_reg_no);
CREATE INDEX ix_copy_labour_unit_place ON insp_copy_labour_unit (province_code, district_code);
CREATE INDEX ix_copy_workplace_unit ON insp_copy_workplace (lu_id);
CREATE INDEX ix_copy_worker_ss ON insp_copy_worker (ss_no);
CREATE INDEX ix_copy_worker_id ON insp_copy_worker (id_no);
CREATE INDEX ix_copy_employment_unit ON insp_copy_employment (lu_id, worker_id);
CREATE INDEX ix_copy_employment_worker ON insp_copy_employment (worker_id, lu_id);
CREATE INDEX ix_copy_contribution_worker ON insp_copy_contribution (worker_id, month);
CREATE INDEX ix_copy_contribution_month ON insp_copy_contribution (month);
CREATE INDEX ix_copy_benefit_worker ON insp_copy_benefit (worker_id);
-- One row a view: when it was copied last. The row of '' holds the lease of the copy that is under way.
CREATE TABLE insp_copy_state (
  view_name {{text:40}} NOT NULL PRIMARY KEY,
  copied_at {{ts}},
  row_count {{i64}} NOT NULL,
  holder {{text:64}},
  leased_until {{ts}}
);
INSERT INTO insp_copy_state (view_name, row_count) VALUES ('', 0);
