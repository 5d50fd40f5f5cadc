-- Pairs of a part that would have to give way: they count by themselves and share a side.
SELECT l.link_id, l.part, l.lsso_id, l.register_id, l.band, l.probability_ppm, l.weight_milli, l.evidence, l.verdict, l.contradicted, l.counts,
       l.urgency, l.debt, l.province_code, l.district_code, l.run_id, l.claimed_by, l.claimed_until, l.version
FROM insp_link l
WHERE l.part = ? AND l.link_id <> ? AND (l.lsso_id = ? OR l.register_id = ?) AND l.verdict IN ('none', 'same', 'branch')
ORDER BY l.link_id
