SELECT DISTINCT bundle FROM insp_wf_definition ORDER BY bundle
