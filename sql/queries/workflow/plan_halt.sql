-- Stops or goes on; the version tells who came first.
UPDATE insp_wf_plan SET state = ?, version = version + 1 WHERE id = ? AND version = ? AND state = ?
