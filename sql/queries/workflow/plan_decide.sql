-- Only before the files move; the version tells who came first.
UPDATE insp_wf_plan SET state = ?, decided_by = ?, decided_at = ?, answer = ?, version = version + 1
WHERE id = ? AND version = ? AND state IN ('trying', 'tried')
