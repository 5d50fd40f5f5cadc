DROP TABLE insp_link_watch;
ALTER TABLE insp_link_run_part DROP COLUMN same_as;
ALTER TABLE insp_link_run_part DROP COLUMN revision;
ALTER TABLE insp_link_run_part DROP COLUMN inputs_sha256;
ALTER TABLE insp_link_run DROP COLUMN snapshots;
ALTER TABLE insp_link_run DROP COLUMN anew;
