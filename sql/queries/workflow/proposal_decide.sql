-- Only from a state that waits for a decision; the version tells who came first.
UPDATE insp_wf_proposal SET state = ?, decided_by = ?, decided_at = ?, answer = ?, bundle = ?, version = version + 1
WHERE id = ? AND version = ? AND state IN ('proposed', 'checked')
