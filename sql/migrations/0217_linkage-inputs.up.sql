-- What a part was linked from, so that a run compares only what has changed; and which snapshots a run found, so that new ones
-- order a run by themselves.
ALTER TABLE insp_link_run ADD COLUMN anew {{bool}} NOT NULL DEFAULT 0;
ALTER TABLE insp_link_run ADD COLUMN snapshots {{text:64}} NOT NULL DEFAULT '';
ALTER TABLE insp_link_run_part ADD COLUMN inputs_sha256 {{text:64}} NOT NULL DEFAULT '';
ALTER TABLE insp_link_run_part ADD COLUMN revision {{i64}} NOT NULL DEFAULT 0;
ALTER TABLE insp_link_run_part ADD COLUMN same_as {{i64}};
-- One row: the snapshots that were there when last looked, and since when.
CREATE TABLE insp_link_watch (
  watch_id {{i64}} NOT NULL PRIMARY KEY,
  snapshots {{text:64}} NOT NULL,
  since {{ts}} NOT NULL
);
INSERT INTO insp_link_watch (watch_id, snapshots, since) VALUES (1, '', '2026-01-01T00:00:00.000000Z');
