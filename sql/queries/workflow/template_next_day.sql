-- From which day a later bundle has a template of that name.
SELECT MIN(valid_from) FROM insp_wf_definition WHERE file = ? AND valid_from > ?
