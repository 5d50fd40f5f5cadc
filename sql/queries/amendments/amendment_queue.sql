-- Pages by key, the oldest proposal first. LIKE over lower() on both sides says the same on every engine.
SELECT a.case_id, a.id, a.order_number, a.kind, a.unit_key, a.unit_name, a.territory, a.subject_key, a.subject_name, a.grounds,
  a.evidence, a.evidence_title, a.origin, a.state, a.cause, a.prepared_at, a.prepared_by, a.proposed_at, a.accepted_at,
  a.accepted_by, a.seen_at, a.mis_reference, a.version, t.low, a.sent_at, a.late_at, a.batch, a.reverses, a.reversed_by,
  a.asked_at, a.asked_key
FROM insp_amendment a JOIN insp_territory_current t ON t.code = a.territory
WHERE /*scope*/ AND a.state IN (?, ?, ?, ?) AND (? = '' OR a.kind = ?)
  AND (? = '' OR lower(a.order_number) LIKE ? ESCAPE '!' OR lower(a.unit_name) LIKE ? ESCAPE '!'
    OR lower(a.subject_name) LIKE ? ESCAPE '!')
  AND (? = 0 OR a.late_at IS NOT NULL) AND (? = 0 OR a.asked_at IS NOT NULL)
  AND (a.state <> 'applied' OR a.settled = ?)
  AND (a.proposed_at > ? OR (a.proposed_at = ? AND a.id > ?))
ORDER BY a.proposed_at, a.id LIMIT ?
