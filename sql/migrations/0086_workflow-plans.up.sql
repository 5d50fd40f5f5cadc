-- Moving files that have begun to another bundle: tried first (pass 0), then done (pass 1), a line for each file.

CREATE TABLE insp_wf_plan (
  id {{id}} NOT NULL,
  proposal {{id}} NOT NULL,
  bundle {{i64}} NOT NULL,
  process {{text:80}} NOT NULL,
  node_map {{longtext}} NOT NULL,
  chosen_node {{text:80}} NOT NULL,
  started_from {{day}},
  started_until {{day}},
  reason {{text:1000}} NOT NULL,
  legal_reference {{text:400}} NOT NULL,
  state {{text:10}} NOT NULL,
  total {{i64}} NOT NULL DEFAULT 0,
  proposed_by {{text:64}} NOT NULL,
  proposed_at {{ts}} NOT NULL,
  decided_by {{text:64}} NOT NULL DEFAULT '',
  decided_at {{ts}},
  answer {{text:1000}} NOT NULL DEFAULT '',
  ended_at {{ts}},
  version {{i64}} NOT NULL DEFAULT 1,
  PRIMARY KEY (id)
);
CREATE INDEX insp_wf_plan_state ON insp_wf_plan (state);

CREATE TABLE insp_wf_plan_line (
  case_id {{id}} NOT NULL,
  plan {{id}} NOT NULL,
  pass {{int}} NOT NULL,
  instance {{i64}} NOT NULL,
  bundle {{i64}} NOT NULL,
  outcome {{text:10}} NOT NULL,
  code {{text:60}} NOT NULL,
  node {{text:80}} NOT NULL,
  at {{ts}} NOT NULL,
  PRIMARY KEY (case_id, plan, pass, instance)
);
CREATE INDEX insp_wf_plan_line_plan ON insp_wf_plan_line (plan, pass, outcome);

-- What changes in one file: a step that is gone, a day that moves, a form or role that differs.
CREATE TABLE insp_wf_plan_change (
  case_id {{id}} NOT NULL,
  plan {{id}} NOT NULL,
  pass {{int}} NOT NULL,
  instance {{i64}} NOT NULL,
  seq {{int}} NOT NULL,
  what {{text:20}} NOT NULL,
  node {{text:80}} NOT NULL,
  new_node {{text:80}} NOT NULL,
  detail {{text:200}} NOT NULL,
  old_day {{day}},
  new_day {{day}},
  PRIMARY KEY (case_id, plan, pass, instance, seq)
);
CREATE INDEX insp_wf_plan_change_plan ON insp_wf_plan_change (plan, pass, what, node);
