-- Drafts of bundles: people change copies of the files of a bundle before they propose them.

CREATE TABLE insp_wf_draft (
  id {{id}} NOT NULL,
  label {{text:80}} NOT NULL,
  from_bundle {{i64}} NOT NULL,
  from_draft {{i64}} NOT NULL DEFAULT 0,
  state {{text:10}} NOT NULL,
  owner {{text:64}} NOT NULL,
  created_at {{ts}} NOT NULL,
  changed_by {{text:64}} NOT NULL,
  changed_at {{ts}} NOT NULL,
  proposal {{i64}} NOT NULL DEFAULT 0,
  bytes {{i64}} NOT NULL DEFAULT 0,
  version {{i64}} NOT NULL DEFAULT 0,
  PRIMARY KEY (id)
);
CREATE INDEX insp_wf_draft_changed ON insp_wf_draft (state, changed_at);

-- Every save of a draft; its number is the draft's version after it.
CREATE TABLE insp_wf_draft_save (
  draft {{id}} NOT NULL,
  number {{i64}} NOT NULL,
  saved_by {{text:64}} NOT NULL,
  saved_at {{ts}} NOT NULL,
  note {{text:200}} NOT NULL,
  PRIMARY KEY (draft, number)
);

-- What a save changed: a file as it is from that save on, or that it is gone. Nothing is ever overwritten.
CREATE TABLE insp_wf_draft_file (
  draft {{id}} NOT NULL,
  file {{text:120}} NOT NULL,
  number {{i64}} NOT NULL,
  gone {{bool}} NOT NULL,
  content {{longtext}} NOT NULL,
  sha256 {{text:64}} NOT NULL,
  PRIMARY KEY (draft, file, number)
);
