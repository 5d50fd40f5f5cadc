-- All decisions about a labour unit that order something; their text stays with the file.
SELECT d.id, d.number, d.kind, d.outcome, '' AS content, '' AS legal_basis, d.taken_on, d.taken_by, d.replaces, d.run_no, d.amount, d.state,
  d.stayed, d.in_part, d.changes, d.case_id
FROM insp_case c JOIN insp_decision d ON d.case_id = c.case_id
WHERE c.unit_key = ? AND d.outcome NOT IN ('confirmed', 'annulled')
ORDER BY d.case_id, d.ordinal, d.id
