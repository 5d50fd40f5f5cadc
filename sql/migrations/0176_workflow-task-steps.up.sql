-- An open task says of which procedure and of which place its file is, so that where files pile up is counted along one index.
-- Tasks that were done before stay without.
ALTER TABLE insp_wf_task ADD COLUMN process {{text:80}} NOT NULL DEFAULT '';
ALTER TABLE insp_wf_task ADD COLUMN place {{text:16}} NOT NULL DEFAULT '';
UPDATE insp_wf_task SET
  process = (SELECT i.process FROM insp_wf_instance i WHERE i.case_id = insp_wf_task.case_id AND i.id = insp_wf_task.instance),
  place = (SELECT i.territory FROM insp_wf_instance i WHERE i.case_id = insp_wf_task.case_id AND i.id = insp_wf_task.instance)
WHERE state = 'open' AND EXISTS (SELECT 1 FROM insp_wf_instance i WHERE i.case_id = insp_wf_task.case_id AND i.id = insp_wf_task.instance);
-- @only postgresql, sqlite
CREATE INDEX insp_wf_task_step ON insp_wf_task (place, process, node, due_day, opened_at, case_id) WHERE state = 'open';
-- @only mariadb
CREATE INDEX insp_wf_task_step ON insp_wf_task (state, place, process, node, due_day, opened_at, case_id);
