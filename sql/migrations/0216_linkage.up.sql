-- What the registers say about the same firm or person: runs, pairs with their evidence, what people decided.
CREATE TABLE insp_link_run (
  run_id {{id}} NOT NULL PRIMARY KEY,
  open_slot {{i64}},
  state {{text:16}} NOT NULL,
  ordered_by {{text:64}} NOT NULL,
  ordered_at {{ts}} NOT NULL,
  started_at {{ts}},
  ended_at {{ts}},
  owner {{text:64}},
  lease_until {{ts}},
  fence {{i64}} NOT NULL,
  stop_asked {{bool}} NOT NULL,
  models {{text:64}} NOT NULL,
  failure {{text:400}},
  version {{i64}} NOT NULL,
  UNIQUE (open_slot)
);
-- One pair of registers of a run. `fields` names the compared fields in the order of the pairs' evidence.
CREATE TABLE insp_link_run_part (
  run_id {{i64}} NOT NULL,
  part {{text:40}} NOT NULL,
  state {{text:16}} NOT NULL,
  stage {{text:40}} NOT NULL,
  done_work {{i64}} NOT NULL,
  all_work {{i64}} NOT NULL,
  model_sha256 {{text:64}} NOT NULL,
  snapshot_sha256 {{text:64}} NOT NULL,
  as_of {{day}},
  seed {{i64}} NOT NULL,
  left_rows {{i64}} NOT NULL,
  right_rows {{i64}} NOT NULL,
  compared {{i64}} NOT NULL,
  linked {{i64}} NOT NULL,
  to_review {{i64}} NOT NULL,
  pairs_capped {{i64}} NOT NULL,
  link_ppm {{i64}} NOT NULL,
  review_ppm {{i64}} NOT NULL,
  millis {{i64}} NOT NULL,
  fields {{text:1000}} NOT NULL,
  report {{longtext}} NOT NULL,
  PRIMARY KEY (run_id, part)
);
-- Whoever writes pairs of a part (a run, a person) raises its revision first: they stand in line.
CREATE TABLE insp_link_part (
  part {{text:40}} NOT NULL PRIMARY KEY,
  revision {{i64}} NOT NULL,
  run_id {{i64}}
);
INSERT INTO insp_link_part (part, revision) VALUES ('labour_unit-tax_employer', 0), ('labour_unit-enterprise_register', 0),
  ('worker-civil_register', 0), ('worker-tax_payroll', 0), ('worker-molsw_workers', 0),
  ('labour_unit_dup-labour_unit', 0), ('worker_dup-worker', 0), ('labour_unit_successor-labour_unit', 0);
CREATE TABLE insp_link (
  link_id {{id}} NOT NULL PRIMARY KEY,
  part {{text:40}} NOT NULL,
  kind {{text:24}} NOT NULL,
  lsso_id {{text:64}} NOT NULL,
  register {{text:32}} NOT NULL,
  register_id {{text:64}} NOT NULL,
  band {{text:8}} NOT NULL,
  probability_ppm {{i64}} NOT NULL,
  weight_milli {{i64}} NOT NULL,
  evidence {{text:400}} NOT NULL,
  verdict {{text:16}} NOT NULL,
  contradicted {{bool}} NOT NULL,
  counts {{bool}} NOT NULL,
  urgency {{i64}} NOT NULL,
  debt {{i64}} NOT NULL,
  province_code {{text:2}} NOT NULL,
  district_code {{text:4}} NOT NULL,
  run_id {{i64}},
  claimed_by {{text:64}},
  claimed_until {{ts}},
  version {{i64}} NOT NULL,
  UNIQUE (part, lsso_id, register_id)
);
CREATE INDEX ix_link_lsso ON insp_link (lsso_id);
CREATE INDEX ix_link_register ON insp_link (register_id);
CREATE INDEX ix_link_queue ON insp_link (part, band, verdict, urgency);
-- Never changed, never deleted: a new verdict is a new row.
CREATE TABLE insp_link_decision (
  decision_id {{id}} NOT NULL PRIMARY KEY,
  link_id {{i64}} NOT NULL,
  act {{text:16}} NOT NULL,
  verdict {{text:16}} NOT NULL,
  reason {{text:400}} NOT NULL,
  login {{text:64}} NOT NULL,
  user_id {{text:64}} NOT NULL,
  decided_at {{ts}} NOT NULL,
  probability_ppm {{i64}} NOT NULL,
  weight_milli {{i64}} NOT NULL,
  run_id {{i64}}
);
CREATE INDEX ix_link_decision_link ON insp_link_decision (link_id);
-- Links drawn at random each week, for a person to judge.
CREATE TABLE insp_link_sample (
  sample_id {{id}} NOT NULL PRIMARY KEY,
  part {{text:40}} NOT NULL,
  week {{day}} NOT NULL,
  seed {{i64}} NOT NULL,
  population {{i64}} NOT NULL,
  drawn_at {{ts}} NOT NULL,
  UNIQUE (part, week)
);
CREATE TABLE insp_link_sample_pair (
  sample_id {{i64}} NOT NULL,
  link_id {{i64}} NOT NULL,
  verdict {{text:16}},
  judged_by {{text:64}},
  judged_at {{ts}},
  PRIMARY KEY (sample_id, link_id)
);
CREATE INDEX ix_link_sample_pair_link ON insp_link_sample_pair (link_id);
