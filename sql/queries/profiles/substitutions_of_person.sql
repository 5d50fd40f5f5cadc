SELECT id, absent_id, substitute_id, first_day, last_day, planned_last_day, reason, named_by, ended_by, version
FROM insp_substitution WHERE absent_id = ? OR substitute_id = ? ORDER BY first_day DESC, id DESC
