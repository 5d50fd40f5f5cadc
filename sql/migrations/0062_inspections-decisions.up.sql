-- Decisions, how they were served, what was alleged against them; lists of units to inspect.

CREATE TABLE insp_decision (
  case_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  number {{text:40}},
  kind {{text:20}} NOT NULL,
  outcome {{text:30}} NOT NULL,
  content {{longtext}} NOT NULL,
  legal_basis {{text:1000}} NOT NULL,
  taken_on {{day}} NOT NULL,
  taken_by {{text:64}} NOT NULL,
  replaces {{i64}},
  document_id {{i64}},
  PRIMARY KEY (case_id, id)
);
CREATE UNIQUE INDEX insp_decision_number ON insp_decision (number);

CREATE TABLE insp_service (
  case_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  document_id {{i64}} NOT NULL,
  channel {{text:20}} NOT NULL,
  sent_on {{day}} NOT NULL,
  outcome {{text:20}} NOT NULL,
  received_on {{day}},
  receiver {{text:200}},
  note {{text:1000}},
  version {{int}} NOT NULL,
  PRIMARY KEY (case_id, id)
);

CREATE TABLE insp_allegation (
  case_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  decision_id {{i64}} NOT NULL,
  received_on {{day}} NOT NULL,
  party {{text:200}} NOT NULL,
  content {{longtext}} NOT NULL,
  document_id {{i64}},
  recorded_by {{text:64}} NOT NULL,
  PRIMARY KEY (case_id, id)
);

CREATE TABLE insp_unit_list (
  id {{id}} NOT NULL,
  number {{text:40}} NOT NULL,
  title {{text:300}} NOT NULL,
  origin {{text:30}} NOT NULL,
  territory {{text:16}} NOT NULL,
  state {{text:20}} NOT NULL,
  created_at {{ts}} NOT NULL,
  created_by {{text:64}} NOT NULL,
  version {{int}} NOT NULL,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX insp_unit_list_number ON insp_unit_list (number);

CREATE TABLE insp_unit_list_entry (
  list_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  unit_key {{text:64}} NOT NULL,
  unit_name {{text:300}} NOT NULL,
  territory {{text:16}} NOT NULL,
  reason {{text:1000}} NOT NULL,
  state {{text:20}} NOT NULL,
  case_id {{i64}},
  version {{int}} NOT NULL,
  PRIMARY KEY (list_id, id)
);
CREATE UNIQUE INDEX insp_unit_list_entry_unit ON insp_unit_list_entry (list_id, unit_key);
