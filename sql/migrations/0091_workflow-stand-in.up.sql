-- Tasks that were done by one person for another: who of the two it was is in insp_wf_task.done_by, for whom is here.
CREATE TABLE insp_wf_stand_in (
  case_id {{id}} NOT NULL,
  task {{id}} NOT NULL,
  done_for {{text:120}} NOT NULL,
  PRIMARY KEY (case_id, task)
);
