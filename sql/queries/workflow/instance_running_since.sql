-- The procedure of a file that runs, the newest first, and when it began.
SELECT id, started_at FROM insp_wf_instance WHERE case_id = ? AND state = 'running' ORDER BY id DESC LIMIT 1
