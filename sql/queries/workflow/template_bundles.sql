SELECT bundle, label, valid_from FROM insp_wf_definition WHERE file = ? ORDER BY valid_from DESC, bundle DESC
