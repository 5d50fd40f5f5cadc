ALTER TABLE insp_link_run DROP COLUMN retry_of;
