-- Lists and figures when there are a million open files. Of tasks only the open ones are in indexes, where the engine can: what
-- is done leaves them. The new one holds a role's tasks in the order of the list, so that a page reads a page's worth.
-- @only postgresql, sqlite
DROP INDEX insp_wf_task_list;
-- @only postgresql, sqlite
DROP INDEX insp_wf_task_assignee;
-- @only postgresql, sqlite
CREATE INDEX insp_wf_task_list ON insp_wf_task (role, territory, assignee, due_day, case_id, id, form_key) WHERE state = 'open';
-- @only postgresql, sqlite
CREATE INDEX insp_wf_task_assignee ON insp_wf_task (assignee) WHERE state = 'open';
-- @only postgresql, sqlite
CREATE INDEX insp_wf_task_first ON insp_wf_task (role, due_day, case_id, id, territory, assignee, form_key) WHERE state = 'open';
-- @only mariadb
CREATE INDEX insp_wf_task_first ON insp_wf_task (state, role, due_day, case_id, id, territory, assignee, form_key);
