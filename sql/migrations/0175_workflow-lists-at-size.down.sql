-- @only postgresql, sqlite
DROP INDEX insp_wf_task_first;
-- @only mariadb
DROP INDEX insp_wf_task_first ON insp_wf_task;
-- @only postgresql, sqlite
DROP INDEX insp_wf_task_assignee;
-- @only postgresql, sqlite
CREATE INDEX insp_wf_task_assignee ON insp_wf_task (state, assignee);
-- @only postgresql, sqlite
DROP INDEX insp_wf_task_list;
-- @only postgresql, sqlite
CREATE INDEX insp_wf_task_list ON insp_wf_task (state, role, territory, assignee, due_day, case_id, id, form_key);
