-- @only postgresql, sqlite
DROP INDEX insp_wf_task_step;
-- @only mariadb
DROP INDEX insp_wf_task_step ON insp_wf_task;
ALTER TABLE insp_wf_task DROP COLUMN place;
ALTER TABLE insp_wf_task DROP COLUMN process;
