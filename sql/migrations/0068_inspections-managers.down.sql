-- @only postgresql, sqlite
DROP INDEX insp_case_manager;
-- @only mariadb
DROP INDEX insp_case_manager ON insp_case;
