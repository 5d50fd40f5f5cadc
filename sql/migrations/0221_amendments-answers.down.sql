ALTER TABLE insp_amendment_event DROP COLUMN reason_en;
