-- Accepted, and not seen in the register yet.
SELECT a.case_id, a.id, a.order_number, a.kind, a.unit_key, a.unit_name, a.territory, a.subject_key, a.subject_name, a.grounds,
  a.evidence, a.evidence_title, a.origin, a.state, a.cause, a.prepared_at, a.prepared_by, a.proposed_at, a.accepted_at,
  a.accepted_by, a.seen_at, a.mis_reference, a.version, 0, a.sent_at, a.late_at, a.batch, a.reverses, a.reversed_by,
  a.asked_at, a.asked_key
FROM insp_amendment a
WHERE a.state IN ('accepted', 'sent', 'applied') AND a.settled = 0 AND (a.proposed_at > ? OR (a.proposed_at = ? AND a.id > ?))
ORDER BY a.proposed_at, a.id LIMIT ?
