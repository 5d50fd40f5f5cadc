INSERT INTO insp_roll_entry (case_id, id, visit_id, worker_key, ss_number, name, identity_number, position, finding, declared_wage, found_wage, works_since, source, note, seen_at, version)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
