-- Days that notices make free or worked, and what every open deadline is derived from.

CREATE TABLE insp_holiday (
  id {{id}} NOT NULL,
  day {{day}} NOT NULL,
  kind {{text:10}} NOT NULL,
  name_lo {{text:200}} NOT NULL,
  name_en {{text:200}} NOT NULL,
  territory {{text:16}} NOT NULL,
  notice_no {{text:80}} NOT NULL,
  notice_day {{day}} NOT NULL,
  revision {{i64}} NOT NULL,
  entered_by {{text:64}} NOT NULL,
  entered_at {{ts}} NOT NULL,
  withdrawn_revision {{i64}} NOT NULL DEFAULT 0,
  withdrawn_by {{text:64}} NOT NULL DEFAULT '',
  withdrawn_at {{ts}},
  withdrawn_reason {{text:400}} NOT NULL DEFAULT '',
  version {{i64}} NOT NULL DEFAULT 1,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX insp_holiday_once ON insp_holiday (day, territory, withdrawn_revision);

-- One row: how often the table of holidays has changed. The calendar as of a revision can always be made again.
CREATE TABLE insp_wf_calendar (
  id {{int}} NOT NULL,
  revision {{i64}} NOT NULL,
  PRIMARY KEY (id)
);
INSERT INTO insp_wf_calendar (id, revision) VALUES (1, 0);

ALTER TABLE insp_wf_timer ADD COLUMN calendar_rev {{i64}} NOT NULL DEFAULT 0;
ALTER TABLE insp_wf_timer ADD COLUMN extra_days {{int}} NOT NULL DEFAULT 0;
ALTER TABLE insp_wf_timer ADD COLUMN held_day {{day}};

ALTER TABLE insp_wf_task ADD COLUMN deadline_key {{text:80}} NOT NULL DEFAULT '';
ALTER TABLE insp_wf_task ADD COLUMN anchor_day {{day}};
ALTER TABLE insp_wf_task ADD COLUMN days {{int}} NOT NULL DEFAULT 0;
ALTER TABLE insp_wf_task ADD COLUMN calendar {{text:20}} NOT NULL DEFAULT '';
ALTER TABLE insp_wf_task ADD COLUMN rule_version {{text:120}} NOT NULL DEFAULT '';
ALTER TABLE insp_wf_task ADD COLUMN legal_basis {{text:400}} NOT NULL DEFAULT '';
ALTER TABLE insp_wf_task ADD COLUMN calendar_rev {{i64}} NOT NULL DEFAULT 0;
ALTER TABLE insp_wf_task ADD COLUMN extra_days {{int}} NOT NULL DEFAULT 0;

-- Each time a due day moved: from where to where, and why. No day on a side: the period stood still.
CREATE TABLE insp_wf_move (
  case_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  instance {{i64}} NOT NULL,
  deadline {{i64}} NOT NULL,
  activation {{i64}} NOT NULL,
  node {{text:80}} NOT NULL,
  deadline_key {{text:80}} NOT NULL,
  old_day {{day}},
  new_day {{day}},
  old_rule {{text:120}} NOT NULL,
  new_rule {{text:120}} NOT NULL,
  cause {{text:20}} NOT NULL,
  reason {{text:400}} NOT NULL,
  source {{i64}} NOT NULL,
  moved_by {{text:64}} NOT NULL,
  moved_at {{ts}} NOT NULL,
  PRIMARY KEY (case_id, id)
);
CREATE INDEX insp_wf_move_source ON insp_wf_move (cause, source);

-- Times in which the periods of a file stand still, because a court has it. The day it comes back counts again.
CREATE TABLE insp_wf_suspension (
  case_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  from_day {{day}} NOT NULL,
  to_day {{day}},
  reason {{text:400}} NOT NULL,
  document {{i64}} NOT NULL,
  suspended_by {{text:64}} NOT NULL,
  suspended_at {{ts}} NOT NULL,
  resumed_by {{text:64}} NOT NULL DEFAULT '',
  resumed_at {{ts}},
  resumed_reason {{text:400}} NOT NULL DEFAULT '',
  resumed_document {{i64}} NOT NULL DEFAULT 0,
  version {{i64}} NOT NULL DEFAULT 1,
  PRIMARY KEY (case_id, id)
);

CREATE TABLE insp_wf_extension (
  case_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  instance {{i64}} NOT NULL,
  activation {{i64}} NOT NULL,
  deadline_key {{text:80}} NOT NULL,
  days {{int}} NOT NULL,
  article {{text:400}} NOT NULL,
  reason {{text:400}} NOT NULL,
  document {{i64}} NOT NULL,
  extended_by {{text:64}} NOT NULL,
  extended_at {{ts}} NOT NULL,
  PRIMARY KEY (case_id, id)
);

-- Open deadlines of all files are to be derived anew: how far that has come.
CREATE TABLE insp_wf_rederivation (
  id {{id}} NOT NULL,
  by_rule {{bool}} NOT NULL,
  bundle {{i64}} NOT NULL,
  day {{day}},
  revision {{i64}} NOT NULL,
  cause {{text:20}} NOT NULL,
  reason {{text:400}} NOT NULL,
  source {{i64}} NOT NULL,
  state {{text:10}} NOT NULL,
  at_case {{i64}} NOT NULL DEFAULT 0,
  files {{i64}} NOT NULL DEFAULT 0,
  moved {{i64}} NOT NULL DEFAULT 0,
  failed {{i64}} NOT NULL DEFAULT 0,
  ordered_by {{text:64}} NOT NULL,
  ordered_at {{ts}} NOT NULL,
  ended_at {{ts}},
  PRIMARY KEY (id)
);
CREATE INDEX insp_wf_rederivation_state ON insp_wf_rederivation (state);
