-- Visits and desk checks with all that is recorded in them.

CREATE TABLE insp_visit (
  case_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  number {{int}} NOT NULL,
  kind {{text:20}} NOT NULL,
  state {{text:20}} NOT NULL,
  planned_for {{day}},
  started_at {{ts}},
  ended_at {{ts}},
  place {{text:400}},
  met_name {{text:200}},
  met_position {{text:200}},
  employer_signature {{text:20}} NOT NULL,
  remarks {{longtext}},
  created_by {{text:64}} NOT NULL,
  version {{int}} NOT NULL,
  PRIMARY KEY (case_id, id)
);

CREATE TABLE insp_roll_entry (
  case_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  visit_id {{i64}} NOT NULL,
  worker_key {{text:64}},
  ss_number {{text:64}},
  name {{text:300}} NOT NULL,
  identity_number {{text:60}},
  position {{text:200}},
  finding {{text:20}} NOT NULL,
  declared_wage {{money}},
  found_wage {{money}},
  works_since {{text:10}},
  source {{text:40}},
  note {{text:1000}},
  seen_at {{ts}} NOT NULL,
  version {{int}} NOT NULL,
  PRIMARY KEY (case_id, id)
);
CREATE INDEX insp_roll_entry_visit ON insp_roll_entry (case_id, visit_id);

CREATE TABLE insp_checklist_answer (
  case_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  visit_id {{i64}} NOT NULL,
  item {{text:60}} NOT NULL,
  answer {{text:10}} NOT NULL,
  note {{text:1000}},
  version {{int}} NOT NULL,
  PRIMARY KEY (case_id, id)
);
CREATE UNIQUE INDEX insp_checklist_answer_item ON insp_checklist_answer (case_id, visit_id, item);

CREATE TABLE insp_statement (
  case_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  visit_id {{i64}} NOT NULL,
  person {{text:200}} NOT NULL,
  position {{text:200}},
  content {{longtext}} NOT NULL,
  given_at {{ts}} NOT NULL,
  taken_by {{text:64}} NOT NULL,
  PRIMARY KEY (case_id, id)
);

CREATE TABLE insp_evidence (
  case_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  visit_id {{i64}},
  kind {{text:20}} NOT NULL,
  title {{text:300}} NOT NULL,
  file_name {{text:300}} NOT NULL,
  content_type {{text:100}} NOT NULL,
  blob_id {{i64}} NOT NULL,
  byte_count {{i64}} NOT NULL,
  sha256 {{text:64}} NOT NULL,
  received_at {{ts}} NOT NULL,
  received_by {{text:64}} NOT NULL,
  PRIMARY KEY (case_id, id)
);

CREATE TABLE insp_finding (
  case_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  visit_id {{i64}} NOT NULL,
  code {{text:60}} NOT NULL,
  worker_count {{int}} NOT NULL,
  description {{text:2000}} NOT NULL,
  version {{int}} NOT NULL,
  PRIMARY KEY (case_id, id)
);
