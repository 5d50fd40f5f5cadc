-- Warnings before a deadline ends (level 0) and escalations after it (1, 2, 3), each once for a deadline's due day: a
-- deadline that is derived to another day is warned of anew. `of_what` says what the deadline is: a task, a timer, or
-- a step that the procedure itself draws (alert.escalate) where no task is behind it.
CREATE TABLE insp_wf_alert (
  case_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  instance {{i64}} NOT NULL,
  deadline {{i64}} NOT NULL,
  of_what {{text:10}} NOT NULL,
  level {{int}} NOT NULL,
  due_day {{day}} NOT NULL,
  node {{text:80}} NOT NULL,
  deadline_key {{text:80}} NOT NULL,
  role {{text:60}} NOT NULL,
  territory {{text:16}} NOT NULL,
  assignee {{text:64}} NOT NULL DEFAULT '',
  confirmed {{bool}} NOT NULL,
  rule_confirmed {{bool}} NOT NULL,
  legal_basis {{text:400}} NOT NULL,
  state {{text:14}} NOT NULL,
  raised_at {{ts}} NOT NULL,
  raised_on {{day}} NOT NULL,
  acknowledged_by {{text:64}} NOT NULL DEFAULT '',
  acknowledged_at {{ts}},
  version {{i64}} NOT NULL DEFAULT 1,
  PRIMARY KEY (case_id, id)
);
CREATE UNIQUE INDEX insp_wf_alert_once ON insp_wf_alert (case_id, deadline, level, due_day);
CREATE INDEX insp_wf_alert_open ON insp_wf_alert (state, role, territory);
