ALTER TABLE insp_document DROP COLUMN set_aside_why;
ALTER TABLE insp_document DROP COLUMN set_aside_by;
ALTER TABLE insp_document DROP COLUMN set_aside_at;
