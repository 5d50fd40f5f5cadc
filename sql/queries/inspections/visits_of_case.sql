SELECT id, number, kind, state, planned_for, started_at, ended_at, place, met_name, met_position, employer_signature, remarks, created_by, version FROM insp_visit WHERE case_id = ? ORDER BY number
