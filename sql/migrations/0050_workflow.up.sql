-- Procedures as deployed, and where each file stands in its procedure.

CREATE TABLE insp_wf_definition (
  bundle {{id}} NOT NULL,
  file {{text:120}} NOT NULL,
  content {{longtext}} NOT NULL,
  bundle_hash {{text:64}} NOT NULL,
  label {{text:80}} NOT NULL,
  valid_from {{day}} NOT NULL,
  deployed_at {{ts}} NOT NULL,
  deployed_by {{text:64}} NOT NULL,
  PRIMARY KEY (bundle, file)
);

CREATE TABLE insp_wf_instance (
  case_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  process {{text:80}} NOT NULL,
  bundle {{i64}} NOT NULL,
  rev {{i64}} NOT NULL,
  state {{text:10}} NOT NULL,
  territory {{text:16}} NOT NULL,
  started_at {{ts}} NOT NULL,
  ended_at {{ts}},
  PRIMARY KEY (case_id, id)
);

CREATE TABLE insp_wf_token (
  case_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  instance {{i64}} NOT NULL,
  node {{text:80}} NOT NULL,
  scope {{i64}} NOT NULL,
  via {{text:120}} NOT NULL,
  state {{text:10}} NOT NULL,
  PRIMARY KEY (case_id, id)
);

CREATE TABLE insp_wf_task (
  case_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  instance {{i64}} NOT NULL,
  node {{text:80}} NOT NULL,
  token {{i64}} NOT NULL,
  kind {{text:10}} NOT NULL,
  state {{text:10}} NOT NULL,
  role {{text:60}} NOT NULL,
  territory {{text:16}} NOT NULL,
  assignee {{text:64}} NOT NULL,
  form_key {{text:80}} NOT NULL,
  timer {{i64}} NOT NULL,
  due_day {{day}},
  due_confirmed {{bool}} NOT NULL,
  opened_at {{ts}} NOT NULL,
  done_at {{ts}},
  done_by {{text:64}},
  PRIMARY KEY (case_id, id)
);
CREATE INDEX insp_wf_task_role ON insp_wf_task (state, role, territory);
CREATE INDEX insp_wf_task_assignee ON insp_wf_task (state, assignee);

CREATE TABLE insp_wf_timer (
  case_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  instance {{i64}} NOT NULL,
  node {{text:80}} NOT NULL,
  activation {{i64}} NOT NULL,
  deadline_key {{text:80}} NOT NULL,
  anchor_day {{day}} NOT NULL,
  rule_version {{text:120}} NOT NULL,
  calendar {{text:20}} NOT NULL,
  legal_basis {{text:400}} NOT NULL,
  days {{int}} NOT NULL,
  due_day {{day}} NOT NULL,
  confirmed {{bool}} NOT NULL,
  state {{text:10}} NOT NULL,
  fired_at {{ts}},
  PRIMARY KEY (case_id, id)
);
CREATE UNIQUE INDEX insp_wf_timer_once ON insp_wf_timer (case_id, instance, node, activation);
CREATE INDEX insp_wf_timer_due ON insp_wf_timer (state, due_day);

-- Open waits for messages; node '' is a message that came early and is kept.
CREATE TABLE insp_wf_subscription (
  case_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  instance {{i64}} NOT NULL,
  token {{i64}} NOT NULL,
  node {{text:80}} NOT NULL,
  message {{text:80}} NOT NULL,
  payload {{longtext}} NOT NULL,
  PRIMARY KEY (case_id, id)
);

CREATE TABLE insp_wf_variable (
  case_id {{id}} NOT NULL,
  instance {{i64}} NOT NULL,
  name {{text:80}} NOT NULL,
  kind {{int}} NOT NULL,
  value {{text:2000}} NOT NULL,
  PRIMARY KEY (case_id, instance, name)
);

CREATE TABLE insp_wf_history (
  case_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  instance {{i64}} NOT NULL,
  at {{ts}} NOT NULL,
  event {{text:30}} NOT NULL,
  node {{text:80}} NOT NULL,
  actor {{text:64}} NOT NULL,
  data {{text:400}} NOT NULL,
  PRIMARY KEY (case_id, id)
);

CREATE TABLE insp_wf_incident (
  case_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  instance {{i64}} NOT NULL,
  token {{i64}} NOT NULL,
  node {{text:80}} NOT NULL,
  code {{text:60}} NOT NULL,
  data {{text:400}} NOT NULL,
  attempts {{int}} NOT NULL,
  state {{text:10}} NOT NULL,
  opened_at {{ts}} NOT NULL,
  closed_at {{ts}},
  PRIMARY KEY (case_id, id)
);
CREATE INDEX insp_wf_incident_state ON insp_wf_incident (state);
