INSERT INTO insp_substitution (id, absent_id, substitute_id, first_day, last_day, planned_last_day, reason, named_by,
                               named_at, ended_by, ended_at, version)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, 1)
