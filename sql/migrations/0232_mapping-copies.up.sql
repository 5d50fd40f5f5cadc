-- Copies of a registry that is another database: which were ordered, what they brought, why one failed. One is open at a time.
CREATE TABLE insp_copy_run (
  run_id {{id}} NOT NULL PRIMARY KEY,
  open_slot {{i64}},
  state {{text:16}} NOT NULL,
  is_full {{bool}} NOT NULL,
  ordered_by {{text:64}} NOT NULL,
  ordered_at {{ts}} NOT NULL,
  started_at {{ts}},
  seen_at {{ts}},
  ended_at {{ts}},
  progress {{text:200}} NOT NULL,
  failure {{text:1000}},
  rows_read {{i64}} NOT NULL,
  rows_added {{i64}} NOT NULL,
  rows_changed {{i64}} NOT NULL,
  rows_removed {{i64}} NOT NULL,
  UNIQUE (open_slot)
);
CREATE INDEX ix_copy_run_ended ON insp_copy_run (state, ended_at);
