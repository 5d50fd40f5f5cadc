-- What members without an employer pay by month, of a registry that is another database.
CREATE TABLE insp_copy_self_employed_contribution (
  member_id {{text:64}} NOT NULL,
  month {{text:7}} NOT NULL,
  line {{i64}} NOT NULL,
  insurable_income {{i64}},
  due {{i64}},
  paid {{i64}},
  paid_date {{day}},
  row_hash {{i64}} NOT NULL,
  PRIMARY KEY (member_id, month, line)
);
CREATE INDEX ix_copy_self_contribution_month ON insp_copy_self_employed_contribution (month);
