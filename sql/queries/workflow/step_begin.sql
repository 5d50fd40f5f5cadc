-- The first statement of every step: locks the instance and counts its revision.
UPDATE insp_wf_instance SET rev = rev + 1 WHERE case_id = ? AND id = ? AND rev = ? AND state = 'running'
