-- With the time since when the same ones were seen together.
SELECT s.source, s.sha256, s.loaded_at, (SELECT w.since FROM insp_link_watch w WHERE w.watch_id = 1)
FROM insp_reg_snapshot s WHERE s.is_current = 1 ORDER BY s.source
