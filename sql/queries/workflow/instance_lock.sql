-- Locks the instance without counting a step: nothing may move by it.
UPDATE insp_wf_instance SET rev = rev WHERE case_id = ? AND id = ? AND state = 'running'
