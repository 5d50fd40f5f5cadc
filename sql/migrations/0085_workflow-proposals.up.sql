-- Bundles that somebody proposes, before anybody puts them in force. Their files never change.

CREATE TABLE insp_wf_proposal (
  id {{id}} NOT NULL,
  label {{text:80}} NOT NULL,
  bundle_hash {{text:64}} NOT NULL,
  valid_from {{day}} NOT NULL,
  reason {{text:1000}} NOT NULL,
  legal_reference {{text:400}} NOT NULL,
  state {{text:10}} NOT NULL,
  proposed_by {{text:64}} NOT NULL,
  proposed_at {{ts}} NOT NULL,
  decided_by {{text:64}} NOT NULL DEFAULT '',
  decided_at {{ts}},
  answer {{text:1000}} NOT NULL DEFAULT '',
  bundle {{i64}} NOT NULL DEFAULT 0,
  version {{i64}} NOT NULL DEFAULT 1,
  PRIMARY KEY (id)
);
CREATE INDEX insp_wf_proposal_hash ON insp_wf_proposal (bundle_hash, state);

CREATE TABLE insp_wf_proposal_file (
  proposal {{id}} NOT NULL,
  file {{text:120}} NOT NULL,
  content {{longtext}} NOT NULL,
  sha256 {{text:64}} NOT NULL,
  PRIMARY KEY (proposal, file)
);
