-- A batch is shown to whoever may see each change in it: none of them lies outside the reader's places.
SELECT b.number, b.closed_at, b.closed_by, b.changes, b.manifest_sha256, b.blob_id,
  (SELECT count(*) FROM insp_amendment_sent s WHERE s.batch = b.number AND s.outcome = 'applied'),
  (SELECT count(*) FROM insp_amendment_sent s WHERE s.batch = b.number AND s.outcome = 'refused'),
  (SELECT count(*) FROM insp_amendment_confirmation c WHERE c.batch = b.number AND c.state = 'seen' AND c.aside_at IS NULL)
FROM insp_amendment_batch b
WHERE b.number < ? AND b.changes = (
  SELECT count(*) FROM insp_amendment_sent s
  JOIN insp_amendment a ON a.case_id = s.case_id AND a.id = s.amendment_id
  JOIN insp_territory_current t ON t.code = a.territory
  WHERE s.batch = b.number AND /*scope*/)
ORDER BY b.number DESC LIMIT ?
