SELECT id, absent_id, substitute_id, first_day, last_day, planned_last_day, reason, named_by, ended_by, version
FROM insp_substitution
WHERE first_day <= ? AND last_day >= ? AND last_day >= first_day
  AND (absent_id = ? OR absent_id = ? OR substitute_id = ?)
