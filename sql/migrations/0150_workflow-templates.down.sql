DROP TABLE insp_wf_template;
-- @only postgresql, sqlite
DROP INDEX insp_wf_definition_file;
-- @only mariadb
DROP INDEX insp_wf_definition_file ON insp_wf_definition;
