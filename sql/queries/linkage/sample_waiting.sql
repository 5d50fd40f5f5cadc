SELECT l.link_id, l.part, l.lsso_id, l.register_id, l.band, l.probability_ppm, l.weight_milli, l.evidence, l.verdict, l.contradicted, l.counts,
       l.urgency, l.debt, l.province_code, l.district_code, l.run_id, l.claimed_by, l.claimed_until, l.version
FROM insp_link_sample_pair p
JOIN insp_link_sample s ON s.sample_id = p.sample_id
JOIN insp_link l ON l.link_id = p.link_id
WHERE p.verdict IS NULL AND {{codes l}}
ORDER BY s.week DESC, l.part, l.link_id LIMIT ?
