-- The newest trial that came to its end.
SELECT id, proposed_at FROM insp_wf_plan WHERE proposal = ? AND state = 'tried' ORDER BY id DESC LIMIT 1
