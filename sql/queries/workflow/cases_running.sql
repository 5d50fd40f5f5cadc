SELECT DISTINCT case_id FROM insp_wf_instance WHERE state = 'running' AND case_id > ? AND (bundle = ? OR ? = 0)
ORDER BY case_id LIMIT 50
