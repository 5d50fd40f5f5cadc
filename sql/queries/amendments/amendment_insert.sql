INSERT INTO insp_amendment (case_id, id, order_number, kind, unit_key, unit_name, territory, subject_key, subject_name, grounds,
  evidence, evidence_title, origin, state, cause, prepared_at, prepared_by, mis_reference, reverses, version)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'prepared', '', ?, ?, '', ?, 1)
