-- All pairs of a part with one entry, each with whether it lies inside the scope.
SELECT l.link_id, l.part, l.lsso_id, l.register_id, l.band, l.probability_ppm, l.weight_milli, l.evidence, l.verdict, l.contradicted, l.counts,
       l.urgency, l.debt, l.province_code, l.district_code, l.run_id, l.claimed_by, l.claimed_until, l.version,
       CASE WHEN {{codes l}} THEN 1 ELSE 0 END
FROM insp_link l
WHERE l.part = ? AND (l.lsso_id = ? OR l.register_id = ?)
ORDER BY l.lsso_id, l.register_id
