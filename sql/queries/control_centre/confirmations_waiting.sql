-- Confirmations of the MIS that were brought in, neither counted nor put aside, of the batches that somebody may see whole.
SELECT count(*), min(c.brought_at) FROM insp_amendment_confirmation c
WHERE c.state = 'seen' AND c.aside_at IS NULL AND EXISTS (
  SELECT 1 FROM insp_amendment_batch b WHERE b.number = c.batch AND b.changes = (
    SELECT count(*) FROM insp_amendment_sent s
    JOIN insp_amendment a ON a.case_id = s.case_id AND a.id = s.amendment_id
    JOIN insp_territory_current t ON t.code = a.territory
    WHERE s.batch = b.number AND /*scope*/))
