-- Open files that a manager answers for, the newest first.
SELECT c.case_id, c.order_number, c.plan_number, c.origin, c.inspection_type, c.emergency, c.imported, c.unit_key, c.unit_number,
  c.unit_name, c.workplace_key, c.workplace_name, c.territory, c.office, c.manager, c.state, c.stage, c.outcome, c.subject,
  c.opened_on, c.closed_on, c.version, t.low
FROM insp_case c JOIN insp_territory_current t ON t.code = c.territory
WHERE c.manager = ? AND c.state <> 'closed'
ORDER BY c.opened_on DESC, c.case_id DESC LIMIT ?
