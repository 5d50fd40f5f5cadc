-- Whether somebody has changed the list since it was begun.
SELECT 1 FROM insp_code_act WHERE list = ? AND kind NOT IN ('begin', 'follow') LIMIT 1
