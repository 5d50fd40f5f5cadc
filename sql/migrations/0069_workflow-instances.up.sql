-- Several instances of one step name the part of the list they are for; a period may come again for the same wait.
ALTER TABLE insp_wf_task ADD COLUMN item {{text:200}} NOT NULL DEFAULT '';
ALTER TABLE insp_wf_timer ADD COLUMN round_no {{int}} NOT NULL DEFAULT 1;
CREATE UNIQUE INDEX insp_wf_timer_round ON insp_wf_timer (case_id, instance, node, activation, round_no);
-- @only postgresql, sqlite
DROP INDEX insp_wf_timer_once;
-- @only mariadb
DROP INDEX insp_wf_timer_once ON insp_wf_timer;
