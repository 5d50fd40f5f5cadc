-- How an agency's files are read; every saving is a version of its own, none is overwritten.
CREATE TABLE insp_imp_profile (
  id {{id}} NOT NULL,
  version {{i64}} NOT NULL,
  source {{text:32}} NOT NULL,
  name {{text:80}} NOT NULL,
  header_key {{text:64}} NOT NULL,
  content {{longtext}} NOT NULL,
  saved_by {{text:64}} NOT NULL,
  saved_at {{ts}} NOT NULL,
  is_newest {{bool}} NOT NULL,
  PRIMARY KEY (id, version)
);
CREATE INDEX ix_imp_profile_source ON insp_imp_profile (source, is_newest, header_key);

-- One file on its way into a snapshot: who, when, from what, read how, and what came of it.
CREATE TABLE insp_imp_load (
  id {{id}} NOT NULL,
  source {{text:32}} NOT NULL,
  state {{text:12}} NOT NULL,
  file_name {{text:200}} NOT NULL,
  blob_id {{i64}} NOT NULL,
  file_kind {{text:8}} NOT NULL,
  sha256 {{text:64}} NOT NULL,
  bytes {{i64}} NOT NULL,
  fingerprint {{text:64}} NOT NULL,
  profile {{i64}} NOT NULL,
  profile_version {{i64}} NOT NULL,
  profile_content {{longtext}} NOT NULL,
  as_of {{day}} NOT NULL,
  snapshot_id {{i64}} NOT NULL,
  compared_with {{i64}} NOT NULL DEFAULT 0,
  last_line {{i64}} NOT NULL DEFAULT 0,
  rows_good {{i64}} NOT NULL DEFAULT 0,
  rows_bad {{i64}} NOT NULL DEFAULT 0,
  header {{longtext}} NOT NULL,
  findings {{longtext}} NOT NULL,
  ordered_by {{text:64}} NOT NULL,
  ordered_at {{ts}} NOT NULL,
  ended_at {{ts}},
  decided_by {{text:64}},
  decided_at {{ts}},
  decided_why {{text:1000}},
  version {{i64}} NOT NULL DEFAULT 0,
  PRIMARY KEY (id)
);
CREATE INDEX ix_imp_load_source ON insp_imp_load (source, ordered_at);
CREATE INDEX ix_imp_load_fingerprint ON insp_imp_load (source, fingerprint);

-- A row that could not be read as it stands; kept until somebody has put it right.
CREATE TABLE insp_imp_reject (
  load_id {{i64}} NOT NULL,
  line {{i64}} NOT NULL,
  cells {{longtext}} NOT NULL,
  faults {{longtext}} NOT NULL,
  state {{text:10}} NOT NULL,
  settled_by {{text:64}},
  settled_at {{ts}},
  PRIMARY KEY (load_id, line)
);

-- What stands in each column of a load: of the data dictionary, and of the comparison with the load before.
CREATE TABLE insp_imp_figure (
  load_id {{i64}} NOT NULL,
  field {{text:40}} NOT NULL,
  filled {{i64}} NOT NULL,
  distinct_values {{i64}} NOT NULL,
  bad {{i64}} NOT NULL,
  lowest {{text:600}},
  highest {{text:600}},
  PRIMARY KEY (load_id, field)
);
