-- Figures that differ from what is there; looked at without a lock, so what is just being written may be among them.
SELECT x.territory, x.state, x.part FROM (
  SELECT territory, state, part, files AS kept, 0 AS found FROM insp_case_count
  UNION ALL SELECT territory, state, case_id % 16, 0, COUNT(*) FROM insp_case GROUP BY territory, state, case_id % 16) x
GROUP BY x.territory, x.state, x.part HAVING SUM(x.kept) <> SUM(x.found)
ORDER BY x.territory, x.state, x.part
