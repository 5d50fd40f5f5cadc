-- A copy of a letter in another language bears its original's number: 0 is the original, 1 the copy.
ALTER TABLE insp_document ADD COLUMN copy_of_id {{i64}};
ALTER TABLE insp_document ADD COLUMN copy_number {{int}} NOT NULL DEFAULT 0;
-- @only postgresql, sqlite
DROP INDEX insp_document_register;
-- @only mariadb
DROP INDEX insp_document_register ON insp_document;
CREATE UNIQUE INDEX insp_document_register ON insp_document (direction, office, register_year, register_seq, copy_number);
