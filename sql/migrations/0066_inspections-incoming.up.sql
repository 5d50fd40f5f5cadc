-- What came in from outside, in full: also what was only said at the desk and has no file.

CREATE TABLE insp_incoming (
  case_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  kind {{text:20}} NOT NULL,
  came_on {{day}} NOT NULL,
  party {{text:300}} NOT NULL,
  content {{longtext}},
  document_id {{i64}} NOT NULL,
  recorded_at {{ts}} NOT NULL,
  recorded_by {{text:64}} NOT NULL,
  PRIMARY KEY (case_id, id)
);
