-- What somebody who leaves gives to others: who planned it and why, and line by line to whom and what became of it.
CREATE TABLE insp_handover (
  id {{id}} NOT NULL,
  leaver {{text:120}} NOT NULL,
  reason {{text:1000}} NOT NULL,
  planned_by {{text:120}} NOT NULL,
  planned_at {{ts}} NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX insp_handover_planner ON insp_handover (planned_by, planned_at);

-- `object` is the task or the substitution; 0 for what is held of the file itself.
CREATE TABLE insp_handover_line (
  handover_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  case_id {{i64}} NOT NULL,
  kind {{text:20}} NOT NULL,
  object {{i64}} NOT NULL,
  receiver {{text:120}} NOT NULL,
  state {{text:10}} NOT NULL,
  code {{text:60}},
  argument {{text:120}},
  settled_by {{text:120}},
  settled_at {{ts}},
  PRIMARY KEY (handover_id, id),
  CHECK (state IN ('planned', 'done', 'refused'))
);
CREATE INDEX insp_handover_line_case ON insp_handover_line (handover_id, case_id);
