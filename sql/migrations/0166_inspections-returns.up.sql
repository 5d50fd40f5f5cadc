-- A file that was sent back to an earlier step: from the task of one step to another, on a ground (a code) and with a reason in
-- words; `opened_task` is the task with which the earlier step began anew, `given_to` who holds it by name, or ''.
CREATE TABLE insp_return (
  case_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  instance {{i64}} NOT NULL,
  task {{i64}} NOT NULL,
  from_node {{text:80}} NOT NULL,
  to_node {{text:80}} NOT NULL,
  ground {{text:20}} NOT NULL,
  reason {{longtext}} NOT NULL,
  opened_task {{i64}} NOT NULL,
  given_to {{text:64}} NOT NULL,
  returned_at {{ts}} NOT NULL,
  returned_by {{text:64}} NOT NULL,
  PRIMARY KEY (case_id, id),
  CHECK (ground IN ('incomplete', 'incorrect', 'new_facts', 'formal', 'other'))
);
-- The tasks that had been done and are done anew: their answers are of an earlier pass.
CREATE TABLE insp_return_task (
  case_id {{id}} NOT NULL,
  task {{i64}} NOT NULL,
  return_id {{id}} NOT NULL,
  PRIMARY KEY (case_id, task)
);
