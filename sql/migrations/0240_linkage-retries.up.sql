-- The run that failed and for which this one was ordered by itself.
ALTER TABLE insp_link_run ADD COLUMN retry_of {{i64}};
