SELECT r.id, r.number, r.kind, r.received_on, r.channel, r.authority, r.authority_reference, r.unit_key, r.unit_name, r.place,
  r.territory, r.subject, r.account, r.urgent, r.state, r.outcome_reason, r.case_id, r.created_at, r.created_by, r.version, t.low
FROM insp_request r JOIN insp_territory_current t ON t.code = r.territory
WHERE r.number = ?
