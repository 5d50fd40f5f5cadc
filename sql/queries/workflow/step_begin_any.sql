-- The same for what does not come from a person's screen: messages, timers, answers of services.
UPDATE insp_wf_instance SET rev = rev + 1 WHERE case_id = ? AND id = ? AND state = 'running'
