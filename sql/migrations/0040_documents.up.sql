-- Files by content. Not of one case: the same bytes may hang on several, so they are distributed by their own id.
-- sha256 stays empty until every chunk is in; the unique index lets many unfinished ones stand side by side.
CREATE TABLE insp_blob (
  id {{id}} NOT NULL PRIMARY KEY,
  sha256 {{text:64}},
  size_bytes {{i64}} NOT NULL,
  chunk_count {{int}} NOT NULL,
  content_type {{text:120}} NOT NULL,
  created_at {{ts}} NOT NULL,
  kept_at {{ts}} NOT NULL
);
CREATE UNIQUE INDEX insp_blob_sha256 ON insp_blob (sha256);
CREATE INDEX insp_blob_kept_at ON insp_blob (kept_at);

CREATE TABLE insp_blob_chunk (
  blob_id {{i64}} NOT NULL,
  seq {{int}} NOT NULL,
  data {{blob}} NOT NULL,
  PRIMARY KEY (blob_id, seq)
);

-- Who holds a blob. A blob that nobody holds is collected after a day.
CREATE TABLE insp_blob_hold (
  blob_id {{i64}} NOT NULL,
  holder_kind {{text:40}} NOT NULL,
  case_id {{i64}} NOT NULL,
  holder_id {{i64}} NOT NULL,
  PRIMARY KEY (blob_id, holder_kind, case_id, holder_id)
);
-- The register of documents in and out. Nothing is deleted here: a new version supersedes the old.
CREATE TABLE insp_document (
  case_id {{i64}} NOT NULL,
  id {{i64}} NOT NULL,
  direction {{text:10}} NOT NULL,
  kind {{text:40}} NOT NULL,
  title {{text:300}} NOT NULL,
  office {{text:20}} NOT NULL,
  register_year {{int}} NOT NULL,
  register_seq {{int}} NOT NULL,
  register_number {{text:60}} NOT NULL,
  document_day {{day}} NOT NULL,
  sender {{text:300}} NOT NULL,
  recipient {{text:300}} NOT NULL,
  unit_name {{text:300}} NOT NULL,
  language {{text:5}} NOT NULL,
  state {{text:20}} NOT NULL,
  supersedes_id {{i64}},
  superseded_by_id {{i64}},
  superseded_at {{ts}},
  reply_to_id {{i64}},
  template_key {{text:60}},
  template_sha256 {{text:64}},
  file_name {{text:200}} NOT NULL,
  source_blob_id {{i64}},
  pdf_blob_id {{i64}},
  sha256 {{text:64}},
  verify_code {{text:32}} NOT NULL,
  pdf_attempts {{int}} NOT NULL,
  pdf_error {{text:60}},
  created_by {{text:120}} NOT NULL,
  created_at {{ts}} NOT NULL,
  version {{i64}} NOT NULL,
  PRIMARY KEY (case_id, id)
);
CREATE UNIQUE INDEX insp_document_register ON insp_document (direction, office, register_year, register_seq);
CREATE UNIQUE INDEX insp_document_code ON insp_document (verify_code);
CREATE INDEX insp_document_state ON insp_document (state);
CREATE INDEX insp_document_number ON insp_document (register_number);

-- Every scan of a QR code. Holds nothing about who scanned.
CREATE TABLE insp_document_scan (
  case_id {{i64}} NOT NULL,
  id {{i64}} NOT NULL,
  document_id {{i64}} NOT NULL,
  scanned_at {{ts}} NOT NULL,
  outcome {{text:20}} NOT NULL,
  PRIMARY KEY (case_id, id)
);
CREATE INDEX insp_document_scan_document ON insp_document_scan (case_id, document_id);
