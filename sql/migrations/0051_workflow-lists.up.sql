-- Work lists are chosen and sorted along one index, without touching the rows of tasks.
CREATE INDEX insp_wf_task_list ON insp_wf_task (state, role, territory, assignee, due_day, case_id, id);
-- @only postgresql, sqlite
DROP INDEX insp_wf_task_role;
-- @only mariadb
DROP INDEX insp_wf_task_role ON insp_wf_task;
