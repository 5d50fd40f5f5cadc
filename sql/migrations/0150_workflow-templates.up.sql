-- Templates of letters in bundles. Rows of files (deployed, proposed, of drafts) hold "sha256:…" in place of the bytes,
-- so that whoever reads a bundle to run it reads none of them; the bytes stand here once, never changed.

CREATE TABLE insp_wf_template (
  sha256 {{text:64}} NOT NULL,
  seq {{int}} NOT NULL,
  data {{blob}} NOT NULL,
  PRIMARY KEY (sha256, seq)
);
CREATE INDEX insp_wf_definition_file ON insp_wf_definition (file, valid_from);
