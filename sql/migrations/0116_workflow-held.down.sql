ALTER TABLE insp_wf_timer DROP COLUMN held_on;
