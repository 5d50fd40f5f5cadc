ALTER TABLE insp_incoming DROP COLUMN institution;
