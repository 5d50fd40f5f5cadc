-- Requests to withdraw an order, each with who asked and who decided: never the same person.

CREATE TABLE insp_withdrawal (
  case_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  state {{text:10}} NOT NULL,
  reason {{longtext}} NOT NULL,
  asked_at {{ts}} NOT NULL,
  asked_by {{text:64}} NOT NULL,
  refusal {{longtext}},
  decided_at {{ts}},
  decided_by {{text:64}},
  version {{int}} NOT NULL,
  PRIMARY KEY (case_id, id),
  CHECK (state IN ('asked', 'approved', 'refused')),
  CHECK (decided_by IS NULL OR decided_by <> asked_by)
);
