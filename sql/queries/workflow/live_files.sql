SELECT process, bundle, COUNT(*) FROM insp_wf_instance WHERE state = 'running' GROUP BY process, bundle ORDER BY process, bundle
