-- A plan under way that somebody stopped, and who let it go on. What was done stays done.
CREATE TABLE insp_wf_plan_stop (
  plan {{id}} NOT NULL,
  seq {{int}} NOT NULL,
  stopped_by {{text:64}} NOT NULL,
  stopped_at {{ts}} NOT NULL,
  reason {{text:1000}} NOT NULL,
  resumed_by {{text:64}} NOT NULL DEFAULT '',
  resumed_at {{ts}},
  PRIMARY KEY (plan, seq)
);
