-- Requests, cases (one order = one case), their people, answers of forms.

CREATE TABLE insp_request (
  id {{id}} NOT NULL,
  number {{text:40}} NOT NULL,
  kind {{text:30}} NOT NULL,
  received_on {{day}} NOT NULL,
  channel {{text:20}} NOT NULL,
  authority {{text:200}},
  authority_reference {{text:80}},
  unit_key {{text:64}},
  unit_name {{text:300}} NOT NULL,
  place {{text:400}},
  territory {{text:16}} NOT NULL,
  subject {{text:40}} NOT NULL,
  account {{longtext}} NOT NULL,
  urgent {{bool}} NOT NULL,
  state {{text:20}} NOT NULL,
  outcome_reason {{text:1000}},
  case_id {{i64}},
  created_at {{ts}} NOT NULL,
  created_by {{text:64}} NOT NULL,
  version {{int}} NOT NULL,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX insp_request_number ON insp_request (number);
CREATE INDEX insp_request_case ON insp_request (case_id);
CREATE INDEX insp_request_state ON insp_request (state, territory);

-- Who asked, sealed: read only with a permission of its own, each read audited.
CREATE TABLE insp_informant (
  request_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  name {{text:200}},
  phone {{text:60}},
  address {{text:400}},
  identity_number {{text:60}},
  anonymous {{bool}} NOT NULL,
  created_at {{ts}} NOT NULL,
  PRIMARY KEY (request_id, id)
);

CREATE TABLE insp_case (
  case_id {{id}} NOT NULL,
  order_number {{text:40}} NOT NULL,
  plan_number {{text:40}},
  origin {{text:30}} NOT NULL,
  inspection_type {{text:20}} NOT NULL,
  emergency {{bool}} NOT NULL,
  imported {{bool}} NOT NULL,
  unit_key {{text:64}} NOT NULL,
  unit_number {{text:64}} NOT NULL,
  unit_name {{text:300}} NOT NULL,
  workplace_key {{text:64}},
  workplace_name {{text:300}},
  territory {{text:16}} NOT NULL,
  office {{text:16}} NOT NULL,
  manager {{text:64}} NOT NULL,
  state {{text:20}} NOT NULL,
  stage {{int}} NOT NULL,
  outcome {{text:30}},
  subject {{text:1000}} NOT NULL,
  opened_on {{day}} NOT NULL,
  closed_on {{day}},
  created_at {{ts}} NOT NULL,
  created_by {{text:64}} NOT NULL,
  version {{int}} NOT NULL,
  PRIMARY KEY (case_id)
);
CREATE UNIQUE INDEX insp_case_order ON insp_case (order_number);
CREATE INDEX insp_case_plan ON insp_case (plan_number);
CREATE INDEX insp_case_unit ON insp_case (unit_key);
CREATE INDEX insp_case_territory ON insp_case (territory, state);
CREATE INDEX insp_case_opened ON insp_case (opened_on, case_id);

-- Chief and team; a row ends, it is never deleted.
CREATE TABLE insp_case_member (
  case_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  user_id {{text:64}} NOT NULL,
  role {{text:30}} NOT NULL,
  since {{ts}} NOT NULL,
  until {{ts}},
  assigned_by {{text:64}} NOT NULL,
  PRIMARY KEY (case_id, id)
);
CREATE INDEX insp_case_member_user ON insp_case_member (user_id, until);

-- What people answered in the forms of the steps, under the version of the form they saw.
CREATE TABLE insp_form_answer (
  case_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  task_id {{i64}} NOT NULL,
  form_key {{text:60}} NOT NULL,
  form_version {{int}} NOT NULL,
  answer {{longtext}} NOT NULL,
  answered_at {{ts}} NOT NULL,
  answered_by {{text:64}} NOT NULL,
  PRIMARY KEY (case_id, id)
);
CREATE INDEX insp_form_answer_task ON insp_form_answer (case_id, task_id);

-- What the registers said when the file was opened, and what the clerk said to it.
CREATE TABLE insp_background (
  case_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  topic {{text:60}} NOT NULL,
  value {{text:1000}},
  source {{text:60}} NOT NULL,
  as_of {{text:32}} NOT NULL,
  verdict {{text:20}} NOT NULL,
  correction {{text:1000}},
  version {{int}} NOT NULL,
  PRIMARY KEY (case_id, id)
);
