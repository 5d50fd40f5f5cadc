SELECT l.link_id, l.part, l.lsso_id, l.register_id, l.band, l.probability_ppm, l.weight_milli, l.evidence, l.verdict, l.contradicted, l.counts,
       l.urgency, l.debt, l.province_code, l.district_code, l.run_id, l.claimed_by, l.claimed_until, l.version
FROM insp_link l
WHERE l.part = ? AND {{state}} AND {{codes l}}
ORDER BY l.urgency DESC, l.link_id
LIMIT ? OFFSET ?
