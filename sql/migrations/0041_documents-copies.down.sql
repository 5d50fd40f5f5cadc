DELETE FROM insp_document WHERE copy_number > 0;
-- @only postgresql, sqlite
DROP INDEX insp_document_register;
-- @only mariadb
DROP INDEX insp_document_register ON insp_document;
CREATE UNIQUE INDEX insp_document_register ON insp_document (direction, office, register_year, register_seq);
ALTER TABLE insp_document DROP COLUMN copy_number;
ALTER TABLE insp_document DROP COLUMN copy_of_id;
