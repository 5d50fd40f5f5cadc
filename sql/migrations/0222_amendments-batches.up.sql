-- What leaves as a file: numbered batches, each as it was sent, and what the MIS answered to each change in them. `batch` is the
-- last one a change went out in; `late_at`: when a missing confirmation was pointed out.
ALTER TABLE insp_amendment ADD COLUMN sent_at {{ts}};
ALTER TABLE insp_amendment ADD COLUMN batch {{i64}};
ALTER TABLE insp_amendment ADD COLUMN late_at {{ts}};

-- The archive is kept as it went out: a batch that is asked for again has the same bytes.
CREATE TABLE insp_amendment_batch (
  number {{i64}} NOT NULL PRIMARY KEY,
  closed_at {{ts}} NOT NULL,
  closed_by {{text:64}} NOT NULL,
  schema_version {{int}} NOT NULL,
  changes {{int}} NOT NULL,
  manifest_sha256 {{text:64}} NOT NULL,
  blob_id {{i64}} NOT NULL
);

-- One change in a batch. `outcome`: nothing yet, applied or refused, as a confirmation said it.
CREATE TABLE insp_amendment_sent (
  case_id {{id}} NOT NULL,
  amendment_id {{i64}} NOT NULL,
  batch {{i64}} NOT NULL,
  seq {{int}} NOT NULL,
  change_key {{text:80}} NOT NULL,
  outcome {{text:10}} NOT NULL,
  reference {{text:200}} NOT NULL,
  answered_on {{day}},
  reason {{longtext}},
  confirmation {{i64}},
  PRIMARY KEY (case_id, amendment_id, batch),
  CHECK (outcome IN ('', 'applied', 'refused'))
);
CREATE UNIQUE INDEX insp_amendment_sent_place ON insp_amendment_sent (batch, seq);
CREATE UNIQUE INDEX insp_amendment_sent_key ON insp_amendment_sent (change_key);

-- A file of the MIS that says what it wrote. It is looked at first and counts when somebody says so; the file is kept.
CREATE TABLE insp_amendment_confirmation (
  id {{id}} NOT NULL PRIMARY KEY,
  batch {{i64}} NOT NULL,
  sha256 {{text:64}} NOT NULL,
  file_name {{text:200}} NOT NULL,
  blob_id {{i64}} NOT NULL,
  state {{text:10}} NOT NULL,
  applied {{int}} NOT NULL,
  refused {{int}} NOT NULL,
  brought_at {{ts}} NOT NULL,
  brought_by {{text:64}} NOT NULL,
  counted_at {{ts}},
  counted_by {{text:64}},
  CHECK (state IN ('seen', 'counted'))
);
CREATE UNIQUE INDEX insp_amendment_confirmation_file ON insp_amendment_confirmation (sha256);
CREATE INDEX insp_amendment_confirmation_batch ON insp_amendment_confirmation (batch);
