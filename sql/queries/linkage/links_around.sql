-- Other pairs of the same part that share a side with this one, inside the scope.
SELECT l.link_id, l.part, l.lsso_id, l.register_id, l.band, l.probability_ppm, l.weight_milli, l.evidence, l.verdict, l.contradicted, l.counts,
       l.urgency, l.debt, l.province_code, l.district_code, l.run_id, l.claimed_by, l.claimed_until, l.version
FROM insp_link l
WHERE l.part = ? AND l.link_id <> ? AND (l.lsso_id = ? OR l.register_id = ? OR l.lsso_id = ? OR l.register_id = ?) AND {{codes l}}
ORDER BY l.probability_ppm DESC, l.link_id LIMIT 20
