-- One task given by name to a colleague who has the right already, with the reason that he reads beside it.
CREATE TABLE insp_delegation (
  case_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  task {{i64}} NOT NULL,
  held_by {{text:64}} NOT NULL,
  given_to {{text:64}} NOT NULL,
  reason {{longtext}} NOT NULL,
  given_at {{ts}} NOT NULL,
  given_by {{text:64}} NOT NULL,
  PRIMARY KEY (case_id, id),
  CHECK (given_to <> held_by)
);
