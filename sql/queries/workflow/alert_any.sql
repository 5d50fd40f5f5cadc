SELECT 1 FROM insp_wf_alert WHERE state = 'open' LIMIT 1
