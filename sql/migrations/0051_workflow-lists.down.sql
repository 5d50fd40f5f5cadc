CREATE INDEX insp_wf_task_role ON insp_wf_task (state, role, territory);
-- @only postgresql, sqlite
DROP INDEX insp_wf_task_list;
-- @only mariadb
DROP INDEX insp_wf_task_list ON insp_wf_task;
