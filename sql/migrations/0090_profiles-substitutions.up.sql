-- Who stands in for whom, from a day to a day, both included. A row is never deleted: it ends, and keeps the day it was
-- to end on.
CREATE TABLE insp_substitution (
  id {{id}} NOT NULL,
  absent_id {{text:120}} NOT NULL,
  substitute_id {{text:120}} NOT NULL,
  first_day {{day}} NOT NULL,
  last_day {{day}} NOT NULL,
  planned_last_day {{day}} NOT NULL,
  reason {{text:400}} NOT NULL,
  named_by {{text:120}} NOT NULL,
  named_at {{ts}} NOT NULL,
  ended_by {{text:120}},
  ended_at {{ts}},
  version {{i64}} NOT NULL,
  PRIMARY KEY (id),
  CHECK (absent_id <> substitute_id)
);

CREATE INDEX insp_substitution_absent ON insp_substitution (absent_id, last_day);

CREATE INDEX insp_substitution_substitute ON insp_substitution (substitute_id, last_day);
