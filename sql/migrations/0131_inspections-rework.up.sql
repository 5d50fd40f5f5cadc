-- Requests to annul a final decision and to open a closed file again, each with who asked and who decided: never the same
-- person. `entry` is the step at which a file is to begin again.
CREATE TABLE insp_rework (
  case_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  kind {{text:20}} NOT NULL,
  state {{text:10}} NOT NULL,
  reason {{longtext}} NOT NULL,
  entry {{text:80}} NOT NULL,
  asked_at {{ts}} NOT NULL,
  asked_by {{text:64}} NOT NULL,
  refusal {{longtext}},
  decided_at {{ts}},
  decided_by {{text:64}},
  version {{int}} NOT NULL,
  PRIMARY KEY (case_id, id),
  CHECK (kind IN ('annulment', 'reopening')),
  CHECK (state IN ('asked', 'approved', 'refused')),
  CHECK (decided_by IS NULL OR decided_by <> asked_by)
);
CREATE INDEX insp_rework_waiting ON insp_rework (state, kind);
