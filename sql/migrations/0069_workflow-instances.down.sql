-- Rounds after the first are given up: the index before this migration has one row for each wait.
DELETE FROM insp_wf_timer WHERE round_no > 1;
CREATE UNIQUE INDEX insp_wf_timer_once ON insp_wf_timer (case_id, instance, node, activation);
-- @only postgresql, sqlite
DROP INDEX insp_wf_timer_round;
-- @only mariadb
DROP INDEX insp_wf_timer_round ON insp_wf_timer;
ALTER TABLE insp_wf_timer DROP COLUMN round_no;
ALTER TABLE insp_wf_task DROP COLUMN item;
