-- Of the newest procedure of a file.
SELECT bundle FROM insp_wf_instance WHERE case_id = ? ORDER BY id DESC LIMIT 1
