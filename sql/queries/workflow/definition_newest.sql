SELECT MAX(bundle) FROM insp_wf_definition
