-- The highest time that any host whose clock is in order has seen. One row; empty: none yet, or taken back by who
-- confirmed a clock that had gone too far.
CREATE TABLE insp_wf_clock (
  id {{int}} NOT NULL,
  high_water {{ts}},
  PRIMARY KEY (id)
);
INSERT INTO insp_wf_clock (id, high_water) VALUES (1, NULL);

-- What each host's clock said, beside a clock that nobody sets: the time since its machine was started. A host that is
-- halted fires no period until somebody confirms the time.
CREATE TABLE insp_wf_clock_host (
  host {{text:120}} NOT NULL,
  boot_id {{text:64}} NOT NULL DEFAULT '',
  base_wall {{ts}},
  base_boot {{i64}} NOT NULL DEFAULT 0,
  seen_wall {{ts}},
  seen_database {{ts}},
  accepted_offset {{i64}} NOT NULL DEFAULT 0,
  last_run {{ts}},
  fired {{i64}} NOT NULL DEFAULT 0,
  failed {{i64}} NOT NULL DEFAULT 0,
  state {{text:10}} NOT NULL,
  cause {{text:20}} NOT NULL DEFAULT '',
  deviation {{i64}} NOT NULL DEFAULT 0,
  halted_at {{ts}},
  confirmed_by {{text:64}} NOT NULL DEFAULT '',
  confirmed_at {{ts}},
  confirmed_reason {{text:400}} NOT NULL DEFAULT '',
  version {{i64}} NOT NULL DEFAULT 1,
  PRIMARY KEY (host)
);
