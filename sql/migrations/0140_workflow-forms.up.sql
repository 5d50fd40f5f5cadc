-- The signing folder chooses tasks by their form, along the index of work lists like the rest, without touching the rows.
-- @only postgresql, sqlite
DROP INDEX insp_wf_task_list;
-- @only mariadb
DROP INDEX insp_wf_task_list ON insp_wf_task;
CREATE INDEX insp_wf_task_list ON insp_wf_task (state, role, territory, assignee, due_day, case_id, id, form_key);
