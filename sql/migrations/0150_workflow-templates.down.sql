CREATE INDEX insp_wf_task_role ON insp_wf_task (state, role, territory);
-- @only postgresql, sqlite
DROP INDEX insp_wf_definition_file;
-- @only mariadb
DROP INDEX insp_wf_definition_file ON insp_wf_definition;
DROP TABLE insp_wf_template;
