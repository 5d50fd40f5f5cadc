-- The queue of steps that failed: who holds one while he mends it, how often it was claimed, and what became of it.
ALTER TABLE insp_wf_incident ADD COLUMN fence {{i64}} NOT NULL DEFAULT 0;
ALTER TABLE insp_wf_incident ADD COLUMN taken_by {{text:64}} NOT NULL DEFAULT '';
ALTER TABLE insp_wf_incident ADD COLUMN lease_until {{ts}};
ALTER TABLE insp_wf_incident ADD COLUMN remedy {{text:10}} NOT NULL DEFAULT '';
ALTER TABLE insp_wf_incident ADD COLUMN reason {{text:400}} NOT NULL DEFAULT '';
