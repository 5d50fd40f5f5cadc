INSERT INTO insp_case (case_id, order_number, origin, inspection_type, emergency, imported, unit_key, unit_number, unit_name,
  workplace_key, workplace_name, territory, office, manager, state, stage, outcome, subject, opened_on, closed_on, created_at,
  created_by, version)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
