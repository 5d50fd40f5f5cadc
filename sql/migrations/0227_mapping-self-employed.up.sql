-- Members without an employer, of a registry that is another database.
CREATE TABLE insp_copy_self_employed (
  member_id {{text:64}} NOT NULL,
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
  kind {{text:40}},
  activity {{text:100}},
  reg_date {{day}},
  status {{text:40}},
  close_date {{day}},
  row_hash {{i64}} NOT NULL,
  PRIMARY KEY (member_id)
);
CREATE INDEX ix_copy_self_employed_ss ON insp_copy_self_employed (ss_no);
CREATE INDEX ix_copy_self_employed_id ON insp_copy_self_employed (id_no);
