ALTER TABLE insp_amendment DROP COLUMN settled;
