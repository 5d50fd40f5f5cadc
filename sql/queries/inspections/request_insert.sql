INSERT INTO insp_request (id, number, kind, received_on, channel, authority, authority_reference, unit_key, unit_name,
  place, territory, subject, account, urgent, state, created_at, created_by, version)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
